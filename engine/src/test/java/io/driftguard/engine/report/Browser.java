package io.driftguard.engine.report;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium that is told by the DevTools protocol what to do. */
final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--window-size=1400,1000",
          "--remote-debugging-port=0");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private String session = "";

  private Browser(Process process, Path profile, String address) {
    this.process = process;
    this.profile = profile;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .join();
  }

  /** Starts a browser with one empty page. */
  static Browser start() {
    try {
      Path profile = Files.createTempDirectory("driftguard-browser");
      List<String> command = new ArrayList<>();
      command.add(executable().toString());
      command.addAll(FLAGS);
      command.add("--user-data-dir=" + profile);
      command.add("about:blank");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("log.txt").toFile())
              .start();
      Browser browser = new Browser(process, profile, address(process, profile));
      browser.attach();
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path executable() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":"))
        .filter(directory -> !directory.isEmpty())
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "the test of the HTML report needs Chromium on the PATH, as one of "
                        + NAMES
                        + "; on Debian: apt-get install -y chromium"));
  }

  /** The address is in the log; it is there when the browser listens. */
  private static String address(Process process, Path profile) throws IOException {
    Path log = profile.resolve("log.txt");
    String before = "DevTools listening on ";
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (String line : Files.readString(log).split("\n", -1)) {
        if (line.startsWith(before) && line.contains("/devtools/browser/")) {
          return line.substring(before.length()).strip();
        }
      }
      try {
        // Not a pause: it ends at once when there is no browser to wait for any more.
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new AssertionError("Chromium did not start: " + Files.readString(log));
  }

  private void attach() {
    JsonNode targets = call("Target.getTargets", Map.of()).get("targetInfos");
    for (JsonNode target : targets) {
      if (target.get("type").asString().equals("page")) {
        session =
            call(
                    "Target.attachToTarget",
                    Map.of("targetId", target.get("targetId").asString(), "flatten", true))
                .get("sessionId")
                .asString();
      }
    }
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Opens a page, and waits until it has loaded. */
  void open(Path page) {
    CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
    awaited.put("Page.loadEventFired", loaded);
    call("Page.navigate", Map.of("url", page.toAbsolutePath().toUri().toString()));
    join(loaded);
  }

  /** The value of an expression in the page; a promise is waited for. */
  String evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                "Promise.resolve(" + expression + ").then(String)",
                "awaitPromise",
                true));
    assertWithMessage(expression + ": " + answer).that(answer.has("exceptionDetails")).isFalse();
    return answer.get("result").get("value").asString();
  }

  /** Presses and releases a key, as a person does. */
  void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      if (key.length() == 1) {
        call(
            "Input.dispatchKeyEvent",
            type.equals("keyDown")
                ? Map.of("type", type, "key", key, "text", key)
                : Map.of("type", type, "key", key));
      } else {
        call("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key));
      }
    }
  }

  /** Presses and releases the left button there. */
  void click(double x, double y) {
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
    }
  }

  /** Makes the page believe that the person has chosen dark or light. */
  void prefer(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Shows the page on a screen of that size. */
  void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Shows the page in the window again. */
  void unresize() {
    call("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** What the page, or the browser about it, has complained of. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    Map<String, Object> message =
        session.isEmpty()
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
    socket.sendText(JSON.writeValueAsString(message), true).join();
    return join(answer);
  }

  private static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
    process.destroyForcibly();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode message = JSON.readTree(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
        receive(message);
      }
      from.request(1);
      return CompletableFuture.completedFuture(data);
    }

    private void receive(JsonNode message) {
      if (message.has("id")) {
        CompletableFuture<JsonNode> answer = answers.remove(message.get("id").asInt());
        if (answer != null && message.has("result")) {
          answer.complete(message.get("result"));
        } else if (answer != null) {
          answer.completeExceptionally(new AssertionError(message.toString()));
        }
        return;
      }
      String method = message.get("method").asString();
      switch (method) {
        case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
            complaints.add(message.toString());
        case "Network.requestWillBeSent" -> {
          String url = message.get("params").get("request").get("url").asString();
          if (!url.startsWith("file:") && !url.startsWith("about:")) {
            complaints.add("asked for " + url);
          }
        }
        default -> {
          CompletableFuture<JsonNode> waiting = awaited.remove(method);
          if (waiting != null) {
            waiting.complete(message);
          }
        }
      }
    }
  }
}
