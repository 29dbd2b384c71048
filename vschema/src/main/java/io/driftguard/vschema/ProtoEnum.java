package io.driftguard.vschema;

/** A value of a protobuf enum, which JSON spells by name or by number. */
interface ProtoEnum {

  int number();

  String protoName();
}
