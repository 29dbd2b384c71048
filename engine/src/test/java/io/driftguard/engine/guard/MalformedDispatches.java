package io.driftguard.engine.guard;

import static io.driftguard.engine.testing.Sample.ADD_NOTE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Bytes;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Dispatches that are refused for what they are, sent through the whole guard. */
public final class MalformedDispatches {

  private static final String HEAD =
      "\"plan_id\": \"plan-1\", \"database\": \"shop\", \"type\": \"scripted\"";
  private static final String CHANGE =
      "{\"table_name\": \"item\", \"change_type\": \"alter\", \"ddl\": \"" + ADD_NOTE + "\"}";
  private static final String WELL_FORMED = document("{@HEAD, \"ddl_changes\": [@CHANGE]}");

  private MalformedDispatches() {}

  public static ImmutableList<Scenario> all() {
    ImmutableList.Builder<Scenario> scenarios = ImmutableList.builder();
    for (Tables.Document row : Tables.documents("malformed-dispatches.txt")) {
      byte[] json = utf8(document(row.document()));
      scenarios.add(new Scenario(row.name(), row.codes(), () -> check(json)));
    }
    for (Tables.Document row : Tables.rows("refused-statements.txt")) {
      scenarios.add(new Scenario(row.name(), row.codes(), () -> checkStatement(row.document())));
    }
    String deep = "(".repeat(5000) + "1" + ")".repeat(5000);
    scenarios.add(
        Scenario.of(
            "parentheses without end",
            () -> checkStatement("ALTER TABLE `item` ADD CHECK (" + deep + ")"),
            RefusalCode.DDL_TOO_LARGE));
    return scenarios.addAll(ofBytes()).build();
  }

  /** The document on which all cases are variations; it is permitted. */
  static Verdict wellFormed() {
    return verdict(utf8(WELL_FORMED));
  }

  private static ImmutableList<Scenario> ofBytes() {
    byte[] json = utf8(WELL_FORMED);
    return ImmutableList.of(
        ofBytes(
            "a byte-order mark",
            RefusalCode.DISPATCH_BYTE_ORDER_MARK,
            Bytes.concat(bytes(0xEF, 0xBB, 0xBF), json)),
        ofBytes(
            "UTF-16",
            RefusalCode.DISPATCH_BYTE_ORDER_MARK,
            Bytes.concat(bytes(0xFE, 0xFF), WELL_FORMED.getBytes(StandardCharsets.UTF_16BE))),
        ofBytes(
            "a byte that UTF-8 does not have",
            RefusalCode.DISPATCH_INVALID_UTF8,
            Bytes.concat(json, bytes(0xFF))),
        ofBytes(
            "an overlong encoding",
            RefusalCode.DISPATCH_INVALID_UTF8,
            Bytes.concat(bytes(0xC0, 0xBB), json)),
        ofBytes(
            "an encoded surrogate",
            RefusalCode.DISPATCH_INVALID_UTF8,
            Bytes.concat(bytes(0xED, 0xA0, 0x80), json)),
        ofBytes(
            "a character that is cut off",
            RefusalCode.DISPATCH_INVALID_UTF8,
            Bytes.concat(json, bytes(0xE2, 0x82))),
        ofBytes(
            "more bytes than the limit",
            RefusalCode.DISPATCH_TOO_LARGE,
            Bytes.concat(json, utf8(" ".repeat(33 << 20)))),
        ofBytes(
            "a number without end",
            RefusalCode.DISPATCH_TOO_LARGE,
            utf8("{\"ddl_changes\": [{\"change_type\": " + "1".repeat(2000) + "}]}")));
  }

  private static Scenario ofBytes(String name, RefusalCode code, byte[] json) {
    return new Scenario(name, ImmutableSortedSet.of(code.name()), () -> check(json));
  }

  private static String document(String text) {
    return text.replace("@HEAD", HEAD).replace("@CHANGE", CHANGE);
  }

  private static List<Refusal> checkStatement(String statement) {
    return Scenario.refusals(
        Sample.check(
            Sample.engineOf(ADD_NOTE),
            Sample.dispatch(Optional.empty(), Sample.alter(Sample.SHOP, "item", statement))));
  }

  private static List<Refusal> check(byte[] json) {
    return Scenario.refusals(verdict(json));
  }

  private static Verdict verdict(byte[] json) {
    return Sample.guard(Sample.engineOf(ADD_NOTE))
        .check(CheckRequest.ofJson(json, Optional.of(Sample.desired()), Sample.SOURCE));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
