package io.driftguard.propertytests.broken.unmarked;

final class Unmarked {
  private Unmarked() {}
}
