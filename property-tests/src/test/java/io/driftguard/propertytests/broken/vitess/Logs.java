package io.driftguard.propertytests.broken.vitess;

import java.util.logging.Logger;

final class Logs {

  static final Logger LOGGER = Logger.getLogger("log");

  private Logs() {}
}
