/// Judges what a run left behind from outside: plain SQL, plain S3, the provider's own bill and
/// files. Shares no code with the product.
@NullMarked
package io.darkroom.check;

import org.jspecify.annotations.NullMarked;
