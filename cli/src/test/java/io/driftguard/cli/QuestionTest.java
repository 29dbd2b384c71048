package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuestionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"\"a\"", "\"\\u00e4\"", "\"ä\"", "1", "-0.50", "1e400", "true", "false", "null"})
  void givesBackAnyScalarIdAsItWasWritten(String id) throws Exception {
    assertThat(Question.read("{ \"id\" : " + id + " , \"sql\": 1}").id()).isEqualTo(id);
    assertThat(Question.read("{\"sql\": 1, \"id\":" + id + "}").id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\": []}", "{\"id\": {\"id\": 1}}"})
  void refusesAnIdThatIsMissingOrHasParts(String line) throws Exception {
    Question question = Question.read(line);
    assertThrows(MalformedLineException.class, question::id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "1",
        "\"a\"",
        "{",
        "{}}",
        "{} {}",
        "{} // end",
        "{id: 1}",
        "{'id': 1}",
        "{\"id\": 01}",
        "{\"id\": NaN}",
        "{\"id\": 1,}",
        "{\"id\": 1, \"id\": 1}",
        "{\"id\": 1, \"a\": {\"b\": 1, \"b\": 1}}",
        "{\"id\": \"\t\"}",
        "\uFEFF{\"id\": 1}",
      })
  void refusesALineThatIsNotOneObject(String line) {
    assertThrows(MalformedLineException.class, () -> Question.read(line));
  }

  @Test
  void refusesNestingWithoutEnd() {
    String line = "{\"a\": " + "[".repeat(100_000);
    assertThrows(MalformedLineException.class, () -> Question.read(line));
  }

  @Test
  void keepsAMemberAsItWasWritten() throws Exception {
    String member = "{ \"b\" : [1.0, \"\\u0041\"],\"a\":{} }";
    assertThat(Question.read("{\"id\":1,\"m\": " + member + " }").raw("m")).isEqualTo(member);
    assertThat(Question.read("{\"m\":" + member + ",\"id\":1}").raw("m")).isEqualTo(member);
  }

  @Test
  void keepsAMemberOfALongLineAsItWasWritten() throws Exception {
    String member = "{\"a\": \"" + "x".repeat(100_000) + "\"}";
    String line = "{\"z\": \"" + "y".repeat(50_000) + "\", \"m\": " + member + ", \"id\": 1}";
    assertThat(Question.read(line).raw("m")).isEqualTo(member);
    assertThat(Question.read(line).id()).isEqualTo("1");
  }

  @Test
  void refusesAFieldThatItWasNotAskedFor() throws Exception {
    Question question = Question.read("{\"id\": 1, \"sql\": \"\", \"target_shard\": \"-80\"}");
    MalformedLineException e =
        assertThrows(
            MalformedLineException.class, () -> question.requireOnly(ImmutableSet.of("sql")));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo("expected no fields but id, sql, but found \"target_shard\"");
  }

  @Test
  void readsNestedMaps() throws Exception {
    Question question = Question.read("{\"m\": {\"b\": {\"x\": \"1\"}, \"a\": {}}}");
    assertThat(question.read("m", Question.mapOf(Question.mapOf(Question.TEXT))).toString())
        .isEqualTo("{a={}, b={x=1}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"m": null}     | field "m": expected an array, but found null
          {"m": {}}       | field "m": expected an array, but found an object
          {"m": ["a", 1]} | field "m": expected a string, but found the number 1
          {"m": [null]}   | field "m": expected a string, but found null
          {}              | the field "m" is missing
          """)
  void refusesAMemberOfAnotherShape(String line, String message) throws Exception {
    Question question = Question.read(line);
    MalformedLineException e =
        assertThrows(
            MalformedLineException.class, () -> question.read("m", Question.listOf(Question.TEXT)));
    assertThat(e).hasMessageThat().isEqualTo(message);
  }
}
