package io.darkroom.ledger;

import io.darkroom.item.RunId;
import java.io.InputStream;

/// New items of rows that follow one another, in the form that COPY takes; for one [ItemLoader#load].
///
/// @param start how many of the manifest's rows are written before
/// @param end how many are written with these
/// @param blocks rows of the table `entry_columns`
/// @param inputs rows of `item_input`
/// @param states rows of `item`
public record NewItems(RunId run, long start, long end, InputStream blocks, InputStream inputs,
        InputStream states) {}
