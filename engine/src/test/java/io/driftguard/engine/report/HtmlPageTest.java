package io.driftguard.engine.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.report.ReportMap.Cell;
import io.driftguard.engine.report.ReportMap.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: it loads, filters, shows differences, and complains of nothing. */
final class HtmlPageTest {

  private static final int SHARDS = 1000;
  private static final int TABLES = 400;

  /** The width and height of a cell on the page. */
  private static final int CELL = 20;

  /** Says so when the page has been drawn. */
  private static final String NEXT_FRAME =
      "new Promise(done => requestAnimationFrame(() => setTimeout(() => done('drawn'))))";

  private static Browser browser;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Test
  void showsAThousandShardsOfFourHundredTables() throws IOException {
    String html = Reports.render(ReportFormat.HTML, large());
    assertThat(html.length()).isLessThan(5_000_000);
    open(html);
    assertThat(status()).isEqualTo("1,000 of 1,000 places, 400 of 400 tables");
    assertThat(browser.evaluate(NEXT_FRAME)).isEqualTo("drawn");

    browser.press("/");
    assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("filter");
    type("shop/0017 table_3");
    assertThat(status()).isEqualTo("1 of 1,000 places, 111 of 400 tables");
    type("nowhere");
    assertThat(status()).isEqualTo("0 of 1,000 places, 0 of 400 tables");
    browser.press("Escape");
    assertThat(status()).isEqualTo("1,000 of 1,000 places, 400 of 400 tables");

    for (String state : List.of("as-desired", "pending", "unverifiable")) {
      browser.evaluate("document.getElementById('state-" + state + "').click()");
    }
    assertThat(status()).isEqualTo("100 of 1,000 places, 40 of 400 tables");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void drillsDownToTheDifferenceByKeyboard() throws IOException {
    open(Reports.render(ReportFormat.HTML, large()));
    browser.evaluate("document.getElementById('grid').focus()");
    browser.press("n");
    assertThat(detail()).contains("shop/0000.table_10\n");
    assertThat(detail()).contains("D drifted");
    assertThat(cursor()).isEqualTo("shop/0000.table_10: drifted");
    assertThat(detail()).contains("DROP KEY `incident`");
    assertThat(browser.evaluate("document.querySelector('#detail ins').textContent"))
        .isEqualTo("DROP KEY `incident`");
    browser.press("ArrowRight");
    assertThat(cursor()).isEqualTo("shop/0000.table_11: as desired");
    browser.press("Enter");
    assertThat(detail()).contains("shop/0000.table_11\n");
    assertThat(detail()).contains("as desired");
    browser.press("ArrowDown");
    browser.press("ArrowRight");
    browser.press("ArrowRight");
    browser.press("Enter");
    assertThat(detail()).contains("shop/0001.table_13\n");
    assertThat(detail()).contains("pending, as reviewed");
    browser.press("End");
    browser.press("PageDown");
    browser.press("Enter");
    assertThat(detail()).contains(".table_399");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void drillsDownByMouse() throws IOException {
    open(Reports.render(ReportFormat.HTML, Reports.withMap()));
    assertWithMessage("the first thing that is wrong, before anything is chosen")
        .that(detail())
        .contains("CHANGE_NOT_REVIEWED");
    assertThat(detail()).doesNotContain("shop/80-.item");
    assertThat(browser.evaluate("document.querySelector('.next').textContent"))
        .startsWith("Next: driftguard plan ");
    browser.click(place("left") + toCell("width", 0), place("top") + toCell("height", 1));
    assertThat(detail()).contains("shop/80-.item");
    assertThat(detail()).contains("CHANGE_NOT_REVIEWED");
    browser.evaluate("document.querySelector('#groups button').click()");
    assertThat(browser.evaluate("document.querySelector('#groups button').ariaPressed"))
        .isEqualTo("true");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void drawsOtherColoursWhereThePersonPrefersDark() throws IOException {
    open(Reports.render(ReportFormat.HTML, Reports.withMap()));
    browser.prefer("light");
    String light = ground();
    browser.prefer("dark");
    String dark = ground();
    browser.prefer("light");
    assertThat(light).isEqualTo("rgb(255, 255, 255)");
    assertThat(dark).isNotEqualTo(light);
    assertThat(browser.complaints()).isEmpty();
  }

  /** Nothing is cut off, and nothing has to be scrolled sideways but the map itself. */
  @Test
  void fitsANarrowScreen() throws IOException {
    try {
      browser.resize(390, 800);
      for (Report report : Reports.all().values()) {
        open(Reports.render(ReportFormat.HTML, report));
        assertWithMessage(report.headline())
            .that(
                browser.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
            .isEqualTo("0");
        assertWithMessage(report.headline())
            .that(
                browser.evaluate(
                    "Array.from(document.querySelectorAll('#groups button, #groups button *'))"
                        + ".filter(e => e.getBoundingClientRect().right"
                        + " > document.documentElement.clientWidth).length"))
            .isEqualTo("0");
      }
    } finally {
      browser.unresize();
    }
    assertThat(browser.complaints()).isEmpty();
  }

  /** A group says in its line what differs, not how often. */
  @Test
  void saysInOneLineWhatDiffers() throws IOException {
    open(Reports.render(ReportFormat.HTML, VerdictReport.of(Reports.drift())));
    assertThat(browser.evaluate("document.querySelector('#groups .brief').textContent"))
        .isEqualTo(
            "differs: column `note`: reviewed ADD COLUMN `note` varchar(50), re-planned ADD COLUMN `note` varchar(60)");
    assertThat(browser.evaluate("document.querySelectorAll('#groups .brief ins').length"))
        .isNotEqualTo("0");
  }

  @Test
  void showsHostileNamesAsNames() throws IOException {
    String hostile = "</script><script>document.title='owned'</script><img src=x onerror=\"x\">";
    open(Reports.render(ReportFormat.HTML, VerdictReport.of(Reports.hostile(hostile))));
    assertThat(browser.evaluate("document.title")).startsWith("driftguard: REFUSED (DRIFT) plan");
    assertThat(browser.evaluate("document.images.length")).isEqualTo("0");
    assertThat(browser.evaluate("document.body.innerText")).contains("shop." + hostile);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void opensEveryReport() throws IOException {
    for (Report report : Reports.all().values()) {
      open(Reports.render(ReportFormat.HTML, report));
      assertThat(browser.evaluate("document.querySelector('h1').textContent"))
          .isEqualTo(report.outcome().banner() + report.subject());
      assertWithMessage(report.headline()).that(browser.complaints()).isEmpty();
    }
  }

  private void open(String html) throws IOException {
    Path page = directory.resolve("report.html");
    Files.writeString(page, html);
    browser.open(page);
  }

  private static void type(String words) {
    browser.evaluate(
        "(() => { const f = document.getElementById('filter'); f.value = '"
            + words
            + "'; f.dispatchEvent(new Event('input')); })()");
  }

  private static String cursor() {
    return browser.evaluate("document.getElementById('cursor').textContent");
  }

  private static String status() {
    return browser.evaluate("document.getElementById('status').textContent");
  }

  private static String detail() {
    return browser.evaluate("document.getElementById('detail').innerText");
  }

  private static String ground() {
    return browser.evaluate("getComputedStyle(document.body).backgroundColor");
  }

  private static double place(String side) {
    return Double.parseDouble(
        browser.evaluate("document.querySelector('canvas').getBoundingClientRect()." + side));
  }

  /** How far it is into the middle of a cell of a map of two by two, past the head of names. */
  private static double toCell(String side, int cell) {
    String extent = browser.evaluate("document.querySelector('.extent').style." + side);
    return Double.parseDouble(extent.replace("px", "")) - 8 - 2 * CELL + (cell + 0.5) * CELL;
  }

  /** Every tenth shard has drifted in every tenth table, all alike. */
  private static Report large() {
    List<String> places = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < SHARDS; i++) {
      places.add(String.format("shop/%04d", i));
    }
    for (int i = 0; i < TABLES; i++) {
      tables.add("table_" + i);
    }
    List<String> drifted = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < SHARDS; i++) {
      for (int j = 0; j < TABLES; j++) {
        boolean drift = i % 10 == 0 && j % 10 == 0;
        State state =
            drift
                ? State.DRIFTED
                : j % 10 == 3
                    ? State.PENDING
                    : i % 100 == 7 ? State.UNVERIFIABLE : State.AS_DESIRED;
        cells.add(new Cell(i, j, state, drift ? 0 : -1));
        if (drift) {
          drifted.add(places.get(i) + "." + tables.get(j));
        }
      }
    }
    ReportProblem problem =
        new ReportProblem(
            "CHANGE_NOT_REVIEWED",
            RefusalKind.DRIFT,
            drifted,
            List.of(
                ReportField.entries(
                    ReportKey.DIFFERS,
                    List.of(
                        new ReportValue.Marked(
                            List.of(
                                new ReportValue.Piece("only re-planned: ", ReportValue.Mark.NONE),
                                new ReportValue.Piece(
                                    "DROP KEY `incident`", ReportValue.Mark.ADDED)))))));
    return new Report(
        new Outcome(Outcome.REFUSED, "REFUSED (DRIFT)", 1),
        "everything",
        List.of(),
        List.of(problem),
        Optional.of(new ReportMap(places, tables, cells)));
  }
}
