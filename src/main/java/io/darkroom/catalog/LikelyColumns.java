package io.darkroom.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Which columns of a file that nobody knows are likely its id, its title and its image: by what stands in
/// them and by their names. A suggestion to people; nothing is read by it.
public final class LikelyColumns {

    /// Normal forms of names, the likeliest first.
    private static final Map<String, List<String>> NAMES = Map.of(
            "id", List.of("sku", "productsku", "itemsku", "productid", "itemid", "itemno",
                    "itemnumber", "productcode", "productno", "productnumber", "articleno",
                    "articlenumber", "partnumber", "artikelnr", "artikelnummer", "artnr",
                    "bestellnummer", "reference", "référence", "referencia", "riferimento",
                    "codigo", "código", "codice", "codicearticolo", "handle", "code", "artikel",
                    "indeks", "артикул", "код",
                    "商品番号", "商品コード", "商品编号", "mpn", "gtin", "ean", "barcode", "upc",
                    "id"),
            "title", List.of("title", "name", "productname", "producttitle", "itemname",
                    "itemtitle", "displayname", "titel", "artikelbezeichnung", "bezeichnung",
                    "produktname", "artikelname", "kurzbezeichnung", "kurzbez", "nom",
                    "nomduproduit", "désignation",
                    "designation", "libellé", "titre", "nombre", "título", "titulo", "nome",
                    "titolo", "denominazione", "naam", "omschrijving", "nazwa", "namn",
                    "benämning", "navn", "наименование", "название", "назва", "найменування", "商品名",
                    "商品名称"),
            "image", List.of("image", "imageurl", "imagelink", "imagesrc", "mainimage",
                    "primaryimage", "productimage", "photo", "picture", "pictureurl", "img",
                    "bild", "bildurl", "foto", "imagen", "imagem", "immagine", "afbeelding",
                    "zdjęcie", "kuva", "изображение", "фото", "картинка", "зображення", "商品画像",
                    "商品图片"));

    private static final int SHORTEST_STEM = 4;
    private static final int LONGEST_ID = 40;
    private static final Pattern IMAGE = Pattern
            .compile("(?i)\\S+\\.(jpe?g|png|webp|gif|tiff?|bmp|avif|heic)([?#]\\S*)?([\\s,;|].*)?");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private LikelyColumns() {}

    /// The likeliest column for each of `id`, `title` and `image` that there is one for.
    ///
    /// @param rows the first rows, by column
    public static Map<String, String> in(List<String> header, List<Map<String, String>> rows) {
        var found = new LinkedHashMap<String, String>();
        var free = new ArrayList<>(header);
        var image = first(free, name -> all(name, rows, IMAGE.asMatchPredicate()))
                .or(() -> named("image", free));
        image.ifPresent(free::remove);
        var title = named("title", free.stream().filter(name -> !isForSearch(name)).toList());
        title.ifPresent(free::remove);
        var keys = free.stream().filter(name -> isKey(name, rows)).toList();
        named("id", keys).or(() -> keys.stream().findFirst())
                .ifPresent(name -> found.put("id", name));
        title.ifPresent(name -> found.put("title", name));
        image.ifPresent(name -> found.put("image", name));
        return found;
    }

    /// What a shop tells search engines is no name of a product.
    private static boolean isForSearch(String column) {
        return hasWord(column, "meta") || hasWord(column, "seo");
    }

    /// The column with the likeliest name, otherwise the one with such a word in its name.
    private static Optional<String> named(String field, List<String> header) {
        var names = NAMES.getOrDefault(field, List.of());
        return names.stream().flatMap(name -> ColumnName.find(name, header).stream()).findFirst()
                .or(() -> names.stream().flatMap(name -> header.stream()
                        .filter(column -> hasWord(column, name))).findFirst());
    }

    private static boolean hasWord(String column, String word) {
        boolean begins = word.length() >= SHORTEST_STEM
                && ColumnName.normal(column).startsWith(word);
        return begins || BETWEEN.splitAsStream(column)
                .anyMatch(part -> ColumnName.normal(part).equals(word));
    }

    private static Optional<String> first(List<String> header, Predicate<String> fits) {
        return header.stream().filter(fits).findFirst();
    }

    /// Whether most values are so, and those that are not are blank.
    private static boolean all(String column, List<Map<String, String>> rows,
            Predicate<String> fits) {
        var values = values(column, rows);
        return values.size() * 2 > rows.size() && values.stream().allMatch(fits);
    }

    /// Whether each row has a short value of its own.
    private static boolean isKey(String column, List<Map<String, String>> rows) {
        var values = values(column, rows);
        return !rows.isEmpty() && values.size() == rows.size()
                && values.stream().distinct().count() == values.size()
                && values.stream().allMatch(value -> value.length() <= LONGEST_ID
                        && value.chars().noneMatch(Character::isWhitespace));
    }

    private static List<String> values(String column, List<Map<String, String>> rows) {
        return rows.stream().map(row -> row.getOrDefault(column, "").strip())
                .filter(value -> !value.isEmpty()).toList();
    }
}
