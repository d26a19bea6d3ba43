package dev.yizhan.vendor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that proves one operation of a vendor over the transport of its class. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Cell {

  /** The operations, by their names in the vendor's document. */
  String[] value();
}
