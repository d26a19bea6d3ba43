package dev.yizhan.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Needs PHP, Python, Perl, gSOAP, Mono and Node. Runs only with {@code mvn -Pforeign}. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "it.foreign", matches = "true")
@interface ForeignTest {}
