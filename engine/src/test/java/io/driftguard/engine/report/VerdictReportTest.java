package io.driftguard.engine.report;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.driftguard.api.Dispatch;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.json.StrictJson;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.testing.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reports are held against whole files, so that a reader of this test sees what users see. */
final class VerdictReportTest {

  @Test
  void showsAPermit() throws Exception {
    Verdict verdict = Sample.check(Sample.engine(), Sample.shard());

    assertThat(text(verdict)).isEqualTo(expected("permitted.txt"));
    assertThat(json(verdict)).isEqualTo(expected("permitted.json"));
  }

  @Test
  void showsDrift() throws Exception {
    Verdict verdict =
        Sample.check(
            Sample.engineOf(
                "ALTER TABLE `item` ADD COLUMN `note` varchar(60)",
                "ALTER TABLE `item` DROP COLUMN `hotfix`"),
            Sample.dispatch(Optional.empty(), Sample.alter(Sample.SHOP, "item", Sample.ADD_NOTE)));

    assertThat(text(verdict)).isEqualTo(expected("drift.txt"));
    assertThat(json(verdict)).isEqualTo(expected("drift.json"));
  }

  @Test
  void showsThatADispatchCouldNotBeRead() throws Exception {
    Verdict verdict =
        Sample.guard(Sample.engine())
            .check(
                CheckRequest.ofJson(
                    "{\"plan\": \"\\u001b[32mPERMITTED\"}".getBytes(StandardCharsets.UTF_8),
                    Optional.empty(),
                    Sample.SOURCE));

    assertThat(text(verdict)).isEqualTo(expected("unreadable.txt"));
    assertThat(json(verdict)).isEqualTo(expected("unreadable.json"));
  }

  @Test
  void letsNothingLookLikeALineOfTheGuard() {
    String hostile = "a\nPERMITTED plan \"plan-1\"\r\nPERMITTED\u001b[2J\u2028PERMITTED";
    Refusal refusal =
        new Refusal(
            "VENDOR_CODE", RefusalKind.DRIFT, hostile, hostile, hostile, hostile, Optional.empty());
    Verdict verdict = refused(refusal, Optional.empty());

    List<String> lines = Splitter.on('\n').splitToList(text(verdict));
    assertThat(lines.get(0)).isEqualTo("REFUSED (DRIFT) a dispatch that could not be read");
    for (String line : lines) {
      assertThat(line).doesNotContainMatch("^PERMITTED");
      assertThat(line).doesNotContainMatch("\\p{Cntrl}");
    }
  }

  @Test
  void tellsARefusalInJsonEvenWhenItHoldsHalfACharacter() throws JsonRejectedException {
    Refusal refusal =
        new Refusal("VENDOR_CODE", RefusalKind.DRIFT, "\ud83d", "b", "c", "d", Optional.empty());

    String json = json(refused(refusal, Optional.of(Sample.whole())));

    List<Refusal> problems = new ArrayList<>();
    Optional<JsonFields> fields =
        JsonFields.of(
            new StrictJson(ReadLimits.DEFAULT).read(json.getBytes(StandardCharsets.UTF_8)),
            problems::add);
    assertThat(fields.orElseThrow().array("refusals")).hasSize(1);
    assertThat(problems).isEmpty();
  }

  private static Verdict refused(Refusal refusal, Optional<Dispatch> dispatch) {
    return new Verdict.Refused(List.of(refusal), CheckContext.unchecked(Sample.NOW, dispatch));
  }

  private static String text(Verdict verdict) {
    return ReportFormat.TEXT.render(VerdictReport.of(verdict), TextStyle.PLAIN);
  }

  private static String json(Verdict verdict) {
    return ReportFormat.JSON.render(VerdictReport.of(verdict), TextStyle.PLAIN);
  }

  private static String expected(String file) throws IOException {
    return Resources.toString(
        Resources.getResource("io/driftguard/engine/report/" + file), StandardCharsets.UTF_8);
  }
}
