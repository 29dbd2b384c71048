package io.driftguard.vitesstesting;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import vtctldata.Vtctldata;
import vtctlservice.VtctldGrpc;

/**
 * A vtctld on the loopback interface: the real service over the real wire, with a cluster that the
 * test describes behind it. Only what reads is implemented, as in Vitess nothing else is asked for.
 *
 * <p>A call is named by its method and its subject: {@code "GetSchema trips/-80"}, {@code
 * "FindAllShardsInKeyspace trips"}, {@code "GetKeyspaces"}.
 */
public final class LoopbackVtctld implements AutoCloseable {

  private final VitessCluster cluster;
  private final Server server;
  private final ExecutorService executor;
  private final List<String> calls = new ArrayList<>();
  private final ListMultimap<String, Fault> next = ArrayListMultimap.create();
  private final Map<String, Fault> always = new HashMap<>();

  private LoopbackVtctld(VitessCluster cluster, ServerSecurity security) throws IOException {
    this.cluster = cluster;
    this.executor = Executors.newCachedThreadPool();
    this.server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0),
                security.credentials())
            .executor(executor)
            .intercept(new Admission(security))
            .addService(new Service())
            .build()
            .start();
  }

  /** Serves a cluster without TLS and to everybody. */
  public static LoopbackVtctld start(VitessCluster cluster) {
    return start(cluster, ServerSecurity.none());
  }

  /** Serves a cluster. */
  public static LoopbackVtctld start(VitessCluster cluster, ServerSecurity security) {
    try {
      return new LoopbackVtctld(cluster, security);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cluster that is served. */
  public VitessCluster cluster() {
    return cluster;
  }

  /** Where it is served, as {@code vtctld://host:port}. */
  public String location() {
    return "vtctld://127.0.0.1:" + server.getPort();
  }

  /** What happens to the next call of that name; said twice, to the one after it. */
  public synchronized LoopbackVtctld next(String call, Fault fault) {
    next.put(call, fault);
    return this;
  }

  /** What happens to every call of that name. */
  public synchronized LoopbackVtctld always(String call, Fault fault) {
    always.put(call, fault);
    return this;
  }

  /** The calls so far, in the order in which they came. */
  public synchronized ImmutableList<String> calls() {
    return ImmutableList.copyOf(calls);
  }

  /** How many calls of a method, or of a method and subject, came so far. */
  public synchronized int count(String call) {
    return Math.toIntExact(
        calls.stream().filter(each -> each.equals(call) || each.startsWith(call + " ")).count());
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      // The end of each call is a task too, so that the executor is needed until the last one.
      server.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      executor.shutdownNow();
    }
  }

  private synchronized Optional<Fault> enter(String call) {
    calls.add(call);
    List<Fault> queue = next.get(call);
    return queue.isEmpty() ? Optional.ofNullable(always.get(call)) : Optional.of(queue.remove(0));
  }

  private <T> void answer(
      String call, StreamObserver<T> to, Supplier<Optional<T>> answer, String missing) {
    Optional<Fault> fault = enter(call);
    if (fault.isPresent() && fault.get() instanceof Fault.Silent) {
      return;
    }
    if (fault.isPresent() && fault.get() instanceof Fault.Ends ends) {
      to.onError(ends.status().asRuntimeException());
      return;
    }
    if (fault.isPresent() && fault.get() instanceof Fault.Happens happens) {
      happens.event().run();
    }
    Optional<T> found = answer.get();
    if (found.isEmpty()) {
      // What vtctld answers for whatever its topology server does not have.
      to.onError(
          Status.UNKNOWN.withDescription("node doesn't exist: " + missing).asRuntimeException());
      return;
    }
    to.onNext(found.get());
    to.onCompleted();
  }

  private final class Service extends VtctldGrpc.VtctldImplBase {

    @Override
    public void getKeyspaces(
        Vtctldata.GetKeyspacesRequest request, StreamObserver<Vtctldata.GetKeyspacesResponse> to) {
      answer("GetKeyspaces", to, () -> Optional.of(cluster.keyspaces()), "keyspaces");
    }

    @Override
    public void findAllShardsInKeyspace(
        Vtctldata.FindAllShardsInKeyspaceRequest request,
        StreamObserver<Vtctldata.FindAllShardsInKeyspaceResponse> to) {
      answer(
          "FindAllShardsInKeyspace " + request.getKeyspace(),
          to,
          () -> cluster.shards(request.getKeyspace()),
          "keyspaces/" + request.getKeyspace());
    }

    @Override
    public void getSchema(
        Vtctldata.GetSchemaRequest request, StreamObserver<Vtctldata.GetSchemaResponse> to) {
      String tablet = request.getTabletAlias().getCell() + "-" + request.getTabletAlias().getUid();
      answer(
          "GetSchema " + cluster.shardOf(request.getTabletAlias()).orElse(tablet),
          to,
          () -> cluster.schema(request.getTabletAlias()).map(whole -> asked(request, whole)),
          "tablets/" + tablet);
    }

    @Override
    public void getFullStatus(
        Vtctldata.GetFullStatusRequest request,
        StreamObserver<Vtctldata.GetFullStatusResponse> to) {
      String tablet = request.getTabletAlias().getCell() + "-" + request.getTabletAlias().getUid();
      answer(
          "GetFullStatus " + cluster.shardOf(request.getTabletAlias()).orElse(tablet),
          to,
          () -> cluster.status(request.getTabletAlias()),
          "tablets/" + tablet);
    }

    /** Views are in the answer when they were asked for. */
    private static Vtctldata.GetSchemaResponse asked(
        Vtctldata.GetSchemaRequest request, Vtctldata.GetSchemaResponse whole) {
      if (request.getIncludeViews()) {
        return whole;
      }
      Vtctldata.GetSchemaResponse.Builder answer = whole.toBuilder();
      for (int i = answer.getSchema().getTableDefinitionsCount() - 1; i >= 0; i--) {
        if (answer.getSchema().getTableDefinitions(i).getType().equals("VIEW")) {
          answer.getSchemaBuilder().removeTableDefinitions(i);
        }
      }
      return answer.build();
    }

    @Override
    public void getVSchema(
        Vtctldata.GetVSchemaRequest request, StreamObserver<Vtctldata.GetVSchemaResponse> to) {
      answer(
          "GetVSchema " + request.getKeyspace(),
          to,
          () -> cluster.vschema(request.getKeyspace()),
          "keyspaces/" + request.getKeyspace() + "/VSchema");
    }
  }

  /** Turns away calls that lack a header. */
  private record Admission(ServerSecurity security) implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> handler) {
      if (security.admits(headers)) {
        return handler.startCall(call, headers);
      }
      call.close(
          Status.UNAUTHENTICATED.withDescription("username and password must be provided"),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
