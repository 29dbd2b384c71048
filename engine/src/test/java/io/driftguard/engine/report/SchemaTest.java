package io.driftguard.engine.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.io.Resources;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** The formats for programs are valid by the schemas that other programs read them with. */
final class SchemaTest {

  // Surefire runs tests in the directory of their module.
  private static final Path PAGE = Path.of("..", "docs", "report-2.schema.json");
  private static final Path STATEMENT = Path.of("..", "docs", "verdict-1.schema.json");

  private static final Map<String, Report> REPORTS = Reports.all();

  private static final Schema OURS = draft2020(ReportSchema.text());
  private static final Schema STATEMENTS = draft2020(ReportSchema.ofStatement());
  private static final Schema SARIF =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(resource("schema/sarif-schema-2.1.0.json"));

  static Stream<String> reports() {
    return REPORTS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void jsonIsValid(String report) {
    assertThat(problems(OURS, render(ReportFormat.JSON, report))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void aStatementIsValidOrThereIsNoneOfWhatIsAboutNoDispatch(String report) {
    boolean ofDeployments = report.startsWith("audit");
    boolean nameless = report.equals("several places");
    if (ofDeployments || nameless) {
      assertThrows(
          IllegalArgumentException.class, () -> render(ReportFormat.IN_TOTO, report), report);
    } else {
      assertThat(problems(STATEMENTS, render(ReportFormat.IN_TOTO, report))).isEmpty();
    }
  }

  /** Each row is one edit of the statement on a drift that makes it something else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Statement/v1          | Statement/v2
          driftguard:verdict:1  | driftguard:verdict:9
          driftguardPlan1       | driftguardPlan9
          "subject"             | "subjects"
          "format" : 2          | "format" : 1
          "refused"             | "permitted"
          """)
  void theSchemaRefusesWhatIsNotAStatement(String from, String to) {
    String json = render(ReportFormat.IN_TOTO, "drift");
    String edited = json.replaceFirst(Pattern.quote(from), to);
    assertThat(edited).isNotEqualTo(json);
    assertWithMessage(edited).that(problems(STATEMENTS, edited)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void sarifIsValidByItsOfficialSchema(String report) {
    assertThat(problems(SARIF, render(ReportFormat.SARIF, report))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void junitIsValid(String report) throws IOException, SAXException {
    validator().validate(new StreamSource(new StringReader(render(ReportFormat.JUNIT, report))));
  }

  /** Each row is one edit of the report of a drift that makes it something else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "format" : 2          | "format" : 1
          "refused"             | "permitted"
          "refused"             | "perhaps"
          "exit_code" : 1       | "exit_code" : 0
          "exit_code" : 1       | "exit_code" : 3
          "kind" : "DRIFT"      | "kind" : "OTHER"
          "plan_id"             | "planid"
          "expected"            | "wanted"
          "code"                | "cod"
          "refusals" : [        | "refusals" : [], "more" : [
          """)
  void theSchemaRefusesWhatIsNotAReport(String from, String to) {
    String json = render(ReportFormat.JSON, "drift");
    String edited = json.replaceFirst(Pattern.quote(from), to);
    assertThat(edited).isNotEqualTo(json);
    assertWithMessage(edited).that(problems(OURS, edited)).isNotEmpty();
  }

  @Test
  void theSchemaOfSarifRefusesWhatIsNotSarif() {
    String log = render(ReportFormat.SARIF, "drift");
    assertThat(problems(SARIF, log.replace("\"runs\"", "\"run\""))).isNotEmpty();
    assertThat(problems(SARIF, log.replace("\"level\" : \"error\"", "\"level\" : \"bad\"")))
        .isNotEmpty();
  }

  @Test
  void docsHoldTheSchemasThatTheFieldsMake() throws IOException {
    assertPage(PAGE, ReportSchema.text());
    assertPage(STATEMENT, ReportSchema.ofStatement());
  }

  private static void assertPage(Path page, String made) throws IOException {
    Path fresh = Path.of("target", page.getFileName().toString());
    Files.writeString(fresh, made);
    String found = Files.exists(page) ? Files.readString(page) : "";
    assertWithMessage("out of date; refresh it with: cp engine/%s docs/", fresh)
        .that(found)
        .isEqualTo(made);
  }

  private static String render(ReportFormat format, String report) {
    return Reports.render(format, requireNonNull(REPORTS.get(report)));
  }

  private static List<String> problems(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static Schema draft2020(String schema) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema, InputFormat.JSON);
  }

  private static Validator validator() throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Resources.getResource(SchemaTest.class, "junit.xsd"))
        .newValidator();
  }

  private static String resource(String name) {
    try {
      return Resources.toString(Resources.getResource(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
