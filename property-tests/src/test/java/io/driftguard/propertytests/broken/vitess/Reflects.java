package io.driftguard.propertytests.broken.vitess;

import java.lang.reflect.Constructor;

final class Reflects {

  static Object make(String type) throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(type).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  static Class<?> load(String type) throws ClassNotFoundException {
    return Reflects.class.getClassLoader().loadClass(type);
  }

  private Reflects() {}
}
