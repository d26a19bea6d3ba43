/** A made-up vendor: forms in UTF-8, answers of one line. */
@NullMarked
package example.foo;

import org.jspecify.annotations.NullMarked;
