package io.driftguard.vschema;

/** {@code vschema.Keyspace.ForeignKeyMode}. */
enum ForeignKeyMode implements ProtoEnum {
  UNSPECIFIED(0, "unspecified"),
  DISALLOW(1, "disallow"),
  UNMANAGED(2, "unmanaged"),
  MANAGED(3, "managed");

  private final int number;
  private final String protoName;

  ForeignKeyMode(int number, String protoName) {
    this.number = number;
    this.protoName = protoName;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String protoName() {
    return protoName;
  }
}
