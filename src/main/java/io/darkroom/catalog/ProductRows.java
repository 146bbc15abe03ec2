package io.darkroom.catalog;

import java.util.Set;

/// Which rows of an export make one product. In the table of exports columns are normalised, in a manifest
/// they are as its header spells them.
public sealed interface ProductRows {

    /// Every row is a product.
    record Single() implements ProductRows {}

    /// A row goes on with the product before it if it has the same key, or none.
    record SameKey(String column) implements ProductRows {}

    /// A row goes on with the product before it if it names that one as its parent, or any other and has no
    /// title of its own.
    record Children(String column) implements ProductRows {}

    /// A row goes on with the product before it if it says that it is a part.
    ///
    /// @param parts lower-case values of that column, such as `variation`
    record Parts(String column, Set<String> parts) implements ProductRows {

        /// Copies the set.
        public Parts {
            parts = Set.copyOf(parts);
        }
    }
}
