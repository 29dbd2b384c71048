package io.driftguard.propertytests.broken.vitess;

final class Prints {

  static void print(RuntimeException trouble) {
    System.out.println("out");
    System.err.println("err");
    trouble.printStackTrace();
  }

  private Prints() {}
}
