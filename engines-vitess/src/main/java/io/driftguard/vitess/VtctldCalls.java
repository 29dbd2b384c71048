package io.driftguard.vitess;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.driftguard.api.engine.EngineException;
import io.driftguard.replan.OneLine;
import io.driftguard.replan.SourceSettings;
import io.driftguard.vitess.VtctldSettings.OwnCertificate;
import io.driftguard.vitess.VtctldSettings.Security;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelRegistry;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslClosedEngineException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import vtctlservice.VtctldGrpc;
import vtctlservice.VtctldGrpc.VtctldBlockingStub;

/**
 * Calls of one vtctld, a bounded number at once, each with a deadline. Only what the server did not
 * take at all ({@code UNAVAILABLE}) is tried again; every call reads, so that twice is harmless.
 */
final class VtctldCalls implements AutoCloseable {

  /** One call. */
  @FunctionalInterface
  interface Call<Q, A> {
    A of(VtctldBlockingStub stub, Q request);
  }

  /** One step of many that run together. */
  @FunctionalInterface
  interface Step<K, V> {
    V take(K key, Deadline deadline) throws CallFailedException, EngineException;
  }

  /** What netty says of a connection that ends while it is being encrypted. */
  private static final String BROKEN = "Connection closed while SSL/TLS handshake was in progress";

  private final VtctldLimits limits;
  private final ManagedChannel channel;
  private final VtctldBlockingStub stub;
  private final ExecutorService executor;

  private VtctldCalls(VtctldLimits limits, ManagedChannel channel, ClientInterceptor headers) {
    this.limits = limits;
    this.channel = channel;
    this.stub = VtctldGrpc.newBlockingStub(channel).withInterceptors(headers);
    this.executor =
        Executors.newFixedThreadPool(
            limits.concurrency(),
            new ThreadFactoryBuilder().setDaemon(true).setNameFormat("vtctld-%d").build());
  }

  /**
   * Prepares to call a vtctld; nothing is sent yet.
   *
   * @throws EngineException when a certificate cannot be used
   */
  static VtctldCalls to(VtctldSettings settings) throws EngineException {
    Metadata headers = new Metadata();
    settings
        .headers()
        .values()
        .forEach(
            (name, value) ->
                headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return new VtctldCalls(
        settings.limits(), channel(settings), MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static ManagedChannel channel(VtctldSettings settings) throws EngineException {
    try {
      ManagedChannelBuilder<?> builder =
          Grpc.newChannelBuilderForAddress(
                  settings.host(), settings.port(), credentials(settings.security()))
              .maxInboundMessageSize(settings.limits().messageBytes())
              // What is tried again, and how often, is decided here and nowhere else.
              .disableRetry()
              .disableServiceConfigLookUp();
      if (settings.security() instanceof Security.Tls tls) {
        tls.serverName().ifPresent(builder::overrideAuthority);
      }
      return builder.build();
    } catch (IllegalArgumentException | ManagedChannelRegistry.ProviderNotFoundException e) {
      throw SourceSettings.refused(
          "expected certificates, keys and names that can be used, but found: "
              + OneLine.of(e.getMessage()));
    }
  }

  private static ChannelCredentials credentials(Security security) throws EngineException {
    if (!(security instanceof Security.Tls tls)) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder builder = TlsChannelCredentials.newBuilder();
    try {
      if (tls.trusted().isPresent()) {
        builder.trustManager(tls.trusted().get().toFile());
      }
      if (tls.own().isPresent()) {
        OwnCertificate own = tls.own().get();
        builder.keyManager(own.certificate().toFile(), own.key().toFile());
      }
      return builder.build();
    } catch (IOException | IllegalArgumentException e) {
      throw SourceSettings.refused(
          "expected certificates and keys as PEM files, but found: " + OneLine.of(e.toString()));
    }
  }

  /** The end of a reading that starts now. */
  Deadline deadline() {
    return Deadline.after(limits.perReading().toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * One answer.
   *
   * @throws CallFailedException when there is none in time
   */
  <Q, A> A call(String method, Q request, Call<Q, A> call, Deadline ofReading)
      throws CallFailedException {
    Deadline deadline =
        ofReading.minimum(Deadline.after(limits.perCall().toNanos(), TimeUnit.NANOSECONDS));
    Duration pause = limits.firstPause();
    for (int attempt = 1; ; attempt++) {
      try {
        return call.of(stub.withDeadline(deadline), request);
      } catch (StatusRuntimeException e) {
        boolean again =
            e.getStatus().getCode() == Status.Code.UNAVAILABLE
                && encryption(e).isEmpty()
                && attempt < VtctldLimits.ATTEMPTS
                && deadline.timeRemaining(TimeUnit.NANOSECONDS) > pause.toNanos();
        if (!again) {
          throw new CallFailedException(method, attempt, e);
        }
        pause(method, attempt, pause, e);
        pause = pause.multipliedBy(2);
      }
    }
  }

  /** What went wrong with the encryption, if that is what went wrong; not that it just ended. */
  private static Optional<SSLException> encryption(StatusRuntimeException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException ssl
          && !(ssl instanceof SslClosedEngineException)
          && !String.valueOf(ssl.getMessage()).startsWith(BROKEN)) {
        return Optional.of(ssl);
      }
    }
    return Optional.empty();
  }

  private static void pause(String method, int attempt, Duration pause, StatusRuntimeException e)
      throws CallFailedException {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallFailedException(method, attempt, e);
    }
  }

  /**
   * Takes a step for each key, several at once. All of them are taken, so that what went wrong does
   * not depend on which came first.
   *
   * @param done is told after each step that ended well
   * @throws StepsFailedException when a step failed
   */
  <K extends Comparable<K>, V> SortedMap<K, V> all(
      SortedSet<K> keys, Step<K, V> step, Runnable done) throws StepsFailedException {
    Deadline deadline = deadline();
    Map<K, Future<V>> running = new LinkedHashMap<>();
    for (K key : keys) {
      running.put(
          key,
          executor.submit(
              () -> {
                V value = step.take(key, deadline);
                done.run();
                return value;
              }));
    }
    TreeMap<K, V> values = new TreeMap<>();
    List<Exception> failures = new ArrayList<>();
    try {
      for (Map.Entry<K, Future<V>> each : running.entrySet()) {
        try {
          values.put(each.getKey(), each.getValue().get());
        } catch (ExecutionException e) {
          failures.add(failure(e));
        }
      }
    } catch (InterruptedException e) {
      running.values().forEach(future -> future.cancel(true));
      Thread.currentThread().interrupt();
      throw new StepsFailedException(List.of(e));
    }
    if (!failures.isEmpty()) {
      throw new StepsFailedException(failures);
    }
    return values;
  }

  /** What a step threw; an error or a mistake of this program is passed on as it is. */
  private static Exception failure(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof CallFailedException || cause instanceof EngineException) {
      return (Exception) cause;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("a step of the reading failed", cause);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    channel.shutdownNow();
  }

  /** One call that was not answered. */
  static final class CallFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 500;

    private final Status.Code code;
    private final boolean encryption;

    CallFailedException(String method, int attempts, StatusRuntimeException cause) {
      super(message(method, attempts, cause), cause);
      this.code = cause.getStatus().getCode();
      this.encryption = encryption(cause).isPresent();
    }

    /** Whether the two sides did not agree on an encrypted connection. */
    boolean isOfEncryption() {
      return encryption;
    }

    Status.Code code() {
      return code;
    }

    private static String message(String method, int attempts, StatusRuntimeException e) {
      Status status = e.getStatus();
      Optional<SSLException> encryption = VtctldCalls.encryption(e);
      if (encryption.isPresent()) {
        return method
            + ": expected an encrypted connection to a server that is trusted, but "
            + (encryption.get() instanceof NotSslRecordException
                ? "the server does not speak TLS"
                : "none could be made: " + OneLine.of(root(encryption.get())))
            + "; on this machine alone, "
            + VtctldSettings.PLAINTEXT
            + "=true does without";
      }
      String said =
          Optional.ofNullable(status.getDescription()).orElse("")
              + Optional.ofNullable(status.getCause())
                  .map(cause -> " (" + root(cause) + ")")
                  .orElse("");
      String shown =
          OneLine.of(said.length() > MAX_LENGTH ? said.substring(0, MAX_LENGTH) + "…" : said);
      return method
          + " ended with "
          + status.getCode()
          + (attempts > 1 ? " after " + attempts + " attempts" : "")
          + (shown.isBlank() ? "" : ": " + shown.strip())
          + advice(status.getCode());
    }

    private static String root(Throwable cause) {
      Throwable root = cause;
      while (root.getCause() != null && root.getCause() != root) {
        root = root.getCause();
      }
      return root.toString();
    }

    private static String advice(Status.Code code) {
      return switch (code) {
        case UNAUTHENTICATED, PERMISSION_DENIED ->
            "; expected to be let in: give a user with its password, a token or a client"
                + " certificate, as the server asks for";
        case UNAVAILABLE ->
            "; check the address, and whether the server speaks TLS, which it has to unless the setting "
                + VtctldSettings.PLAINTEXT
                + " is given";
        case DEADLINE_EXCEEDED ->
            "; check that the tablet is healthy, or allow more time with "
                + VtctldSettings.CALL_TIMEOUT
                + " or "
                + VtctldSettings.READ_TIMEOUT;
        case RESOURCE_EXHAUSTED ->
            "; an answer that is larger than is taken here asks for "
                + VtctldSettings.MAX_MESSAGE_MIB;
        case UNIMPLEMENTED -> "; check that the address is that of a vtctld";
        case OK,
            CANCELLED,
            UNKNOWN,
            INVALID_ARGUMENT,
            NOT_FOUND,
            ALREADY_EXISTS,
            FAILED_PRECONDITION,
            ABORTED,
            OUT_OF_RANGE,
            INTERNAL,
            DATA_LOSS ->
            "";
      };
    }
  }

  /** Steps that failed, in the order of their keys. */
  static final class StepsFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Exception> failures;

    StepsFailedException(List<Exception> failures) {
      super("steps failed", failures.get(0));
      this.failures = List.copyOf(failures);
    }

    List<Exception> failures() {
      return failures;
    }
  }
}
