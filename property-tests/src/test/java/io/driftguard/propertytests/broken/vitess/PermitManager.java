package io.driftguard.propertytests.broken.vitess;

final class PermitManager {
  private PermitManager() {}
}
