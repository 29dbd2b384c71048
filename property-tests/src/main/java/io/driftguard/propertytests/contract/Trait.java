package io.driftguard.propertytests.contract;

import io.driftguard.api.engine.Topology;
import io.driftguard.propertytests.DeploymentModel;
import java.util.Optional;

/** What deployments of one engine can have, and those of another never do. */
public enum Trait {
  /** Namespaces with shards. */
  SHARDED_NAMESPACES("a namespace with shards"),
  /** Namespaces without shards. */
  UNSHARDED_NAMESPACES("a namespace without shards"),
  /** VSchemas, live or desired. */
  VSCHEMAS("a VSchema");

  private final String described;

  Trait(String described) {
    this.described = described;
  }

  /** Where a model has it; empty when it does not. */
  Optional<String> in(DeploymentModel model) {
    Optional<String> where =
        switch (this) {
          case SHARDED_NAMESPACES, UNSHARDED_NAMESPACES -> in(model.topology());
          case VSCHEMAS ->
              model.liveVSchemas().isEmpty() && model.desiredVSchemas().isEmpty()
                  ? Optional.empty()
                  : Optional.of("VSchemas");
        };
    return where.map(found -> "models() has " + found);
  }

  /** Where a topology has it, as far as topologies tell. */
  Optional<String> in(Topology topology) {
    boolean sharded = this == SHARDED_NAMESPACES;
    return this == VSCHEMAS
        ? Optional.empty()
        : topology.namespaces().entrySet().stream()
            .filter(namespace -> namespace.getValue().isEmpty() != sharded)
            .findFirst()
            .map(
                namespace ->
                    "the namespace " + namespace.getKey() + " with shards " + namespace.getValue());
  }

  @Override
  public String toString() {
    return described;
  }
}
