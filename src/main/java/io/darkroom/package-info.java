/// Darkroom: runs manifests of image prompts through a paid image model, item by item.
@NullMarked
package io.darkroom;

import org.jspecify.annotations.NullMarked;
