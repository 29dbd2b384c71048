package io.driftguard.engine.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import io.driftguard.api.VisibleText;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names that are hostile to one format or another are names in all of them. */
final class HostileNamesTest {

  /** What it is, and the name. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("a line of the guard", "x\nPERMITTED plan \"plan-1\"\nx"),
          Map.entry("line ends of other systems", "x\r\nPERMITTED\u0085PERMITTED\u2028PERMITTED"),
          Map.entry("terminal colours", "\u001b[2J\u001b[32mPERMITTED\u001b[0m"),
          Map.entry("terminal title, and the bell", "\u001b]0;owned\u0007"),
          Map.entry("a control sequence in one character", "\u009b31mred"),
          Map.entry("controls that XML cannot carry", "\u0000\u0001\b\u000b\f\u001f\u007f\uffff"),
          Map.entry("turned writing", "\u202egnp.exe\u202c \u2066x\u2069 \u200f"),
          Map.entry("invisible characters", "a\u200bb\u00adc\ufeff\u2060"),
          Map.entry("tags that nobody sees", "\udb40\udc41\udb40\udc42"),
          Map.entry("half of a character, first", "a\ud83d"),
          Map.entry("half of a character, second", "\ude00a"),
          Map.entry("a command of a workflow", "::error::owned"),
          Map.entry("a command on its own line", "x\n::set-output name=a::b\n##[error]owned"),
          Map.entry("percents and properties", "a%0A::error::b,c:d%25"),
          Map.entry("the end of a script", "</script><script>alert(1)</script>"),
          Map.entry("the start of a comment in a script", "<!--<script>"),
          Map.entry("an element with an attribute", "\"><img src=x onerror='alert(1)'>"),
          Map.entry("entities", "&lt;b&gt; &#60; &amp;amp;"),
          Map.entry("the end of character data", "]]><failure/>"),
          Map.entry("backquotes", "`` ` ``` a` "),
          Map.entry("Markdown", "**b** _i_ ~~s~~ [a](https://example.org) ![i](x) | c | # h"),
          Map.entry("Markdown at the start of a line", "\n# heading\n- item\n> quote\n```\ncode"),
          Map.entry("a link without brackets", "https://example.org www.example.org <a@b.org>"),
          Map.entry("people and issues", "@octocat @org/team #123 org/repo#1 GH-1"),
          Map.entry("HTML in Markdown", "<details><summary>x</summary><b>b</b>"),
          Map.entry("links and placeholders of SARIF", "[a](1) {0} {{1}} \\[b\\](2)"),
          Map.entry("a shell command", "'; rm -rf $HOME; echo `id` $(id) '"),
          Map.entry("quotes and backslashes", "\"a\" 'b' \\n \\u0041 \\"),
          Map.entry("other scripts", "имя 表 café 🚀"));

  private static final JsonMapper JSON = new JsonMapper();

  static Stream<Case> cases() {
    return NAMES.keySet().stream()
        .sorted()
        .flatMap(name -> Stream.of(ReportFormat.values()).map(format -> new Case(name, format)));
  }

  /**
   * One cell of the table.
   *
   * @param name which name
   * @param format which format
   */
  record Case(String name, ReportFormat format) {
    String text() {
      return requireNonNull(NAMES.get(name), name);
    }

    @Override
    public String toString() {
      return format + ": " + name;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aHostileNameIsAName(Case tried) throws Exception {
    String name = tried.text();
    Report report = VerdictReport.of(Reports.hostile(name), Reports.asked("dir/" + name));
    String out = Reports.render(tried.format(), report);

    assertNothingActsOnATerminal(out);
    switch (tried.format()) {
      case TEXT -> assertText(out, name);
      case JSON -> assertThat(texts(JSON.readTree(out))).contains("target " + whole(name));
      case SARIF -> assertSarif(out, name);
      case JUNIT -> assertJunit(out, name);
      case MARKDOWN -> assertMarkdown(out, name);
      case GITHUB -> assertGithub(out, name);
      case HTML -> assertHtml(out, name);
      case IN_TOTO -> assertStatement(out, name);
    }
  }

  /** No character of the output is one that a terminal, or a reader of text, would act on. */
  private static void assertNothingActsOnATerminal(String out) {
    String encoded = new String(out.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(encoded).isEqualTo(out);
    for (String line : Splitter.on('\n').split(out)) {
      assertThat(VisibleText.of(line)).isEqualTo(line);
    }
  }

  private static void assertText(String out, String name) {
    List<String> lines = Splitter.on('\n').splitToList(out);
    assertThat(lines.get(0)).startsWith("REFUSED (DRIFT) plan \"plan ");
    for (String line : lines.subList(1, lines.size())) {
      assertThat(line)
          .matches("|1\\. VENDOR_CODE|  (where|expected|found|do|target|next): +.*| {11}\\| .*");
    }
    assertThat(out).contains(VisibleText.of(Splitter.on('\n').splitToList(name).get(0)));
  }

  private static void assertSarif(String out, String name) {
    JsonNode result = JSON.readTree(out).get("runs").get(0).get("results").get(0);
    JsonNode location = result.get("locations").get(0);
    assertThat(location.get("logicalLocations").get(0).get("fullyQualifiedName").asString())
        .isEqualTo("shop." + VisibleText.of(name));
    assertThat(location.get("physicalLocation").get("artifactLocation").get("uri").asString())
        .matches("dir/([A-Za-z0-9._~/-]|%[0-9A-F]{2})+");
    String message = result.get("message").get("text").asString();
    assertThat(message.replace("{{", "").replace("}}", "")).doesNotContainMatch("[{}]");
    assertThat(message).doesNotContainMatch("(?<!\\\\)\\]\\(");
  }

  private static void assertJunit(String out, String name) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(out)));
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
    Element tested = (Element) document.getElementsByTagName("testcase").item(0);
    assertThat(tested.getAttribute("name")).isEqualTo("shop." + VisibleText.of(name));
  }

  private static void assertMarkdown(String out, String name) {
    List<String> acting = new ArrayList<>();
    StringBuilder shown = new StringBuilder();
    Node page = Parser.builder().build().parse(out);
    page.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            acting.add("link to " + link.getDestination());
          }

          @Override
          public void visit(Image image) {
            acting.add("image " + image.getDestination());
          }

          @Override
          public void visit(HtmlInline html) {
            if (!html.getLiteral().equals("<br>")) {
              acting.add(html.getLiteral());
            }
          }

          @Override
          public void visit(HtmlBlock html) {
            acting.add(html.getLiteral());
          }

          @Override
          public void visit(Heading heading) {
            acting.add("heading " + heading.getLevel());
            visitChildren(heading);
          }

          @Override
          public void visit(Code code) {
            shown.append(code.getLiteral());
          }

          @Override
          public void visit(Text text) {
            // A forge makes links of these in texts, but not in code.
            assertThat(text.getLiteral()).doesNotContainMatch("[@#]");
            shown.append(text.getLiteral());
          }
        });
    assertThat(acting).containsExactly("heading 3");
    String outsideOfCode = out.replace("\\`", "").replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", "");
    assertThat(outsideOfCode).doesNotContainMatch("(?i)(https?|ftp)://|www\\.");
    for (String line : Splitter.on('\n').split(name)) {
      assertWithMessage(out).that(shown.toString()).contains(VisibleText.of(line).strip());
    }
  }

  private static void assertGithub(String out, String name) {
    List<String> lines = Splitter.on('\n').splitToList(out);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).isEmpty();
    assertThat(lines.get(0)).matches("::error title=driftguard%3A VENDOR_CODE,file=[^:,]*::.*");
    String message = lines.get(0).substring(lines.get(0).indexOf("::", 2) + 2);
    String decoded =
        message.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%").replace("\n", "\n");
    assertThat(decoded).contains(VisibleText.of(Splitter.on('\n').splitToList(name).get(0)));
  }

  private static void assertHtml(String out, String name) {
    assertThat(Splitter.on("<script").splitToList(out)).hasSize(3);
    assertThat(Splitter.on("</script").splitToList(out)).hasSize(3);
    assertThat(out).doesNotContain("<img");
    assertThat(out).doesNotContain("<details>");
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = out.indexOf(start) + start.length();
    String data = out.substring(from, out.indexOf("</script>", from));
    assertThat(data).doesNotContainMatch("[<>&\\u007f-\\uffff]");
    assertThat(texts(JSON.readTree(data))).contains("shop." + VisibleText.of(name));
  }

  private static void assertStatement(String out, String name) {
    JsonNode statement = JSON.readTree(out);
    JsonNode subjects = statement.get("subject");
    assertThat(subjects.get(0).get("name").asString()).isEqualTo("plan " + whole(name));
    assertThat(subjects.get(1).get("name").asString()).isEqualTo("dir/" + whole(name));
    assertThat(texts(statement.get("predicate"))).contains("target " + whole(name));
  }

  private static String whole(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isString()) {
      texts.add(node.asString());
    }
    node.forEach(child -> texts.addAll(texts(child)));
    return texts;
  }
}
