package io.driftguard.processor;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Tells checked exceptions from the others. */
final class Exceptions {

  private final Types types;
  private final TypeMirror runtimeException;
  private final TypeMirror error;

  Exceptions(Types types, Elements elements) {
    this.types = types;
    this.runtimeException =
        elements.getTypeElement(RuntimeException.class.getCanonicalName()).asType();
    this.error = elements.getTypeElement(Error.class.getCanonicalName()).asType();
  }

  ImmutableList<TypeMirror> checkedAmong(List<? extends TypeMirror> thrown) {
    return thrown.stream()
        .filter(type -> !types.isSubtype(type, runtimeException) && !types.isSubtype(type, error))
        .collect(toImmutableList());
  }
}
