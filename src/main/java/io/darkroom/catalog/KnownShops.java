package io.darkroom.catalog;

import static io.darkroom.catalog.ExportBuilder.export;
import static io.darkroom.catalog.ExportBuilder.mainAnd;
import static io.darkroom.catalog.ExportBuilder.numbered;

import java.util.List;

/// The exports of shop systems that are known. The names of columns are those that each system writes today or wrote in
/// earlier versions that are still about; they are normalised when the table is made.
final class KnownShops {

    static final List<Export> ALL = List.of(
            export("Shopify products").required("Handle", "Title")
                    .strong("Body (HTML)", "Variant SKU", "Variant Price", "Option1 Name",
                            "Image Src")
                    .foreign("attribute_set_code", "Item Type")
                    .field("product", "Handle").field("id", "Variant SKU")
                    .field("title", "Title").field("description", "Body (HTML)")
                    .field("brand", "Vendor").field("category", "Product Category", "Type")
                    .field("price", "Variant Price").field("status", "Status", "Published")
                    .gallery("Image Src").position("Image Position").sameKey("Handle").known(),
            export("Shopify products, new header").required("Title", "URL handle")
                    .strong("Published on online store", "Product image URL", "Option1 name",
                            "Variant image URL", "Compare-at price")
                    .foreign("Body (HTML)").spelled("URL handle", "Handle")
                    .field("product", "URL handle").field("id", "SKU").field("title", "Title")
                    .field("description", "Description").field("brand", "Vendor")
                    .field("category", "Product category", "Type").field("price", "Price")
                    .field("status", "Status", "Published on online store")
                    .gallery("Product image URL").position("Image position")
                    .sameKey("URL handle").known(),
            export("Shopify products in JSON").required("title", "body_html")
                    .strong("handle", "vendor", "product_type", "variants", "options")
                    .field("description", "body_html").field("brand", "vendor")
                    .field("category", "product_type").gallery("images", "image").known(),
            export("WooCommerce products in JSON").required("name", "permalink")
                    .strong("catalog_visibility", "short_description", "regular_price",
                            "stock_status", "images")
                    .field("title", "name").field("price", "regular_price", "price")
                    .gallery("images").known(),
            export("WooCommerce products").required("Type", "Name", "SKU")
                    .strong("Visibility in catalog", "Is featured?", "In stock?",
                            "Regular price", "Images")
                    .foreign("Handle")
                    .field("product", "ID", "SKU").field("id", "ID", "SKU")
                    .field("title", "Name").field("description", "Description",
                            "Short description")
                    .field("brand", "Brands").field("category", "Categories")
                    .field("price", "Regular price").field("status", "Published")
                    .field("sku", "SKU").field("parent", "Parent").gallery("Images")
                    .joiner(",").parts("Type", "variation").escaped()
                    .spelled("Type", "Typ", "Tipo", "Тип")
                    .spelled("SKU", "Artikelnummer", "UGS", "COD", "Artikelnr", "Артикул")
                    .spelled("Name", "Nom", "Nombre", "Naam", "Nome", "Nazwa", "Namn", "Имя")
                    .spelled("Published", "Veröffentlicht", "Publié", "Publicado",
                            "Gepubliceerd", "Pubblicato", "Opublikowano", "Publicerad",
                            "Опубликован")
                    .spelled("Is featured?", "Ist hervorgehoben?", "Mis en avant ?",
                            "¿Está destacado?", "Uitgelicht?", "Is uitgelicht?",
                            "In primo piano?", "Em destaque?", "Wyróżniony produkt?",
                            "рекомендуемый?")
                    .spelled("Visibility in catalog", "Sichtbarkeit im Katalog",
                            "Visibilité dans le catalogue", "Visibilidad en el catálogo",
                            "Zichtbaarheid in catalogus", "Visibilità nel catalogo",
                            "Visibilidade no catálogo", "Widoczność w katalogu",
                            "Synlighet i katalog", "Видимость в каталоге")
                    .spelled("Short description", "Kurzbeschreibung", "Description courte",
                            "Descripción corta", "Korte beschrijving", "Korte omschrijving",
                            "Breve descrizione", "Descrição curta", "Krótki opis",
                            "Kort beskrivning", "Короткое описание")
                    .spelled("Description", "Beschreibung", "Descripción", "Beschrijving",
                            "Descrizione", "Descrição", "Opis", "Beskrivning", "Описание")
                    .spelled("In stock?", "Vorrätig?", "En stock ?", "En inventaire?",
                            "¿En inventario?", "¿Existencias?", "Op voorraad?", "Em estoque?",
                            "W magazynie?", "I lager?", "В наличии?")
                    .spelled("Regular price", "Regulärer Preis", "Tarif régulier",
                            "Precio normal", "Reguliere prijs", "Prezzo di listino", "Preço",
                            "Cena", "Ordinarie pris", "Базовая цена")
                    .spelled("Categories", "Kategorien", "Catégories", "Categorías",
                            "Categorieën", "Categorie", "Categorias", "Kategorie", "Kategorier",
                            "Категории")
                    .spelled("Images", "Bilder", "Imágenes", "Afbeeldingen", "Immagini",
                            "Imagens", "Obrazki", "Изображения")
                    .spelled("Parent", "Übergeordnetes Produkt", "Übergeordnet", "Superior",
                            "Hoofd", "Genitore", "Ascendente", "Element nadrzędny", "Förälder",
                            "Родительский")
                    .spelled("Brands", "Marken", "Marques", "Marcas", "Merken", "Marchi")
                    .known(),
            export("Magento products").required("sku", "product_type")
                    .strong("attribute_set_code", "product_websites", "base_image",
                            "additional_images", "url_key")
                    .foreign("Handle")
                    .field("product", "sku").field("id", "sku").field("title", "name")
                    .field("description", "description", "short_description")
                    .field("brand", "manufacturer").field("category", "categories")
                    .field("price", "price").field("status", "product_online")
                    .gallery("base_image", "additional_images").joiner(",").sameKey("sku")
                    .known(),
            export("BigCommerce products").required("Item", "Name")
                    .strong("Inventory Tracking", "Image URL (Import)",
                            "Internal Image URL (Export)", "Image is Thumbnail")
                    .foreign("Handle")
                    .field("product", "ID").field("id", "ID").field("title", "Name")
                    .field("description", "Description").field("brand", "Brand ID")
                    .field("category", "Categories").field("price", "Price")
                    .field("status", "Product Visible", "Is Visible")
                    .gallery("Internal Image URL (Export)", "Image URL (Import)")
                    .position("Image Sort Order").parts("Item", "variant", "image", "video")
                    .known(),
            export("BigCommerce products, version 2").required("Item Type", "Product Name")
                    .strong("Product Code/SKU", "Product Visible?", "Product Image File - 1",
                            "Option Set")
                    .field("product", "Product ID").field("id", "Product ID")
                    .field("title", "Product Name").field("description", "Product Description")
                    .field("brand", "Brand Name").field("category", "Category")
                    .field("price", "Price").field("status", "Product Visible?")
                    .gallery(numbered("Product Image File - ", 1, 10))
                    .parts("Item Type", "sku", "rule").known(),
            export("BigCommerce products, legacy").required("Product ID", "Code", "Name")
                    .strong("Calculated Price", "Category Details", "Product Inventoried",
                            "Allow Purchases", "Images")
                    .foreign("Item Type")
                    .field("id", "Product ID").field("title", "Name")
                    .field("description", "Description").field("brand", "Brand")
                    .field("category", "Category Details").field("price", "Price")
                    .field("status", "Product Visible").field("sku", "Code")
                    .gallery("Images").known(),
            export("PrestaShop products").required("Reference #", "Active (0/1)")
                    .strong("Image URLs (x,y,z...)",
                            "Delete existing images (0 = No, 1 = Yes)",
                            "Categories (x,y,z...)", "URL rewritten")
                    .field("id", "Product ID", "Reference #").field("title", "Name *", "Name")
                    .field("description", "Description", "Summary")
                    .field("brand", "Manufacturer", "Brand")
                    .field("category", "Categories (x,y,z...)")
                    .field("price", "Price tax excluded", "Price tax included")
                    .field("status", "Active (0/1)").gallery("Image URLs (x,y,z...)")
                    .joiner(",").spelled("Product ID", "ID", "ID produit")
                    .spelled("Reference #", "Référence #", "Référence", "Référence n°")
                    .spelled("Active (0/1)", "Actif (0/1)").spelled("Name *", "Nom *", "Nom")
                    .spelled("Summary", "Résumé", "Récapitulatif")
                    .spelled("Manufacturer", "Marque", "Fabricant")
                    .spelled("Categories (x,y,z...)", "Catégories (x,y,z...)")
                    .spelled("Price tax excluded", "Prix hors taxe", "Prix HT")
                    .spelled("Price tax included", "Prix TTC")
                    .spelled("URL rewritten", "URL réécrite")
                    .spelled("Image URLs (x,y,z...)", "URL des images (x,y,z...)",
                            "URL des images (x,y,z, etc.)")
                    .spelled("Delete existing images (0 = No, 1 = Yes)",
                            "Supprimer les images existantes (0 = Non, 1 = Oui)",
                            "Supprimer les images existantes (0/1)")
                    .known(),
            export("OpenCart products").required("product_id", "model", "manufacturer")
                    .strong("image_name", "stock_status_id", "subtract", "date_available",
                            "tax_class_id", "points")
                    .spelled("image_name", "image")
                    .field("id", "product_id").field("title", "name")
                    .field("description", "description").field("brand", "manufacturer")
                    .field("category", "categories").field("price", "price")
                    .field("status", "status").field("sku", "sku")
                    .gallery("image_name", "image").known(),
            export("Square catalog").required("Token", "Item Name", "Variation Name")
                    .strong("SKU", "Description", "Price", "Square Online Item Visibility",
                            "Stockable")
                    .field("id", "Token").field("title", "Item Name")
                    .field("description", "Description")
                    .field("category", "Categories", "Category", "Reporting Category")
                    .field("price", "Price").field("sku", "SKU").known(),
            export("Lightspeed products").required("handle", "name", "sku")
                    .strong("supply_price", "retail_price", "variant_option_one_name",
                            "composite_sku")
                    .field("product", "handle").field("id", "id").field("title", "name")
                    .field("description", "description").field("brand", "brand_name")
                    .field("category", "product_category", "type")
                    .field("price", "retail_price").field("status", "active")
                    .sameKey("handle").known(),
            export("Wix products").required("handleId", "fieldType")
                    .strong("productImageUrl", "ribbon", "discountMode")
                    .field("product", "handleId").field("id", "handleId")
                    .field("title", "name").field("description", "description")
                    .field("brand", "brand").field("category", "collection")
                    .field("price", "price").field("status", "visible")
                    .gallery("productImageUrl").joiner(";")
                    .imageBase("https://static.wixstatic.com/media/")
                    .parts("fieldType", "variant").known(),
            export("Wix products, new header").required("handle", "fieldType")
                    .strong("plainDescription", "media", "mediaAltText")
                    .field("product", "handle").field("id", "handle").field("title", "name")
                    .field("description", "plainDescription").field("brand", "brand")
                    .field("price", "price").field("status", "visible").gallery("media")
                    .joiner(";").imageBase("https://static.wixstatic.com/media/")
                    .parts("fieldType", "variant", "media").known(),
            export("Squarespace products").required("Product ID [Non Editable]")
                    .strong("Variant ID [Non Editable]", "Product Page", "Hosted Image URLs")
                    .field("product", "Product ID [Non Editable]")
                    .field("id", "Variant ID [Non Editable]").field("title", "Title")
                    .field("description", "Description").field("category", "Categories")
                    .field("price", "Price").field("sku", "SKU").field("status", "Visible")
                    .gallery("Hosted Image URLs").joiner(" ")
                    .sameKey("Product ID [Non Editable]").known(),
            export("Shopware products").required("id", "product_number")
                    .strong("parent_id", "cover_media_url", "manufacturer_name", "price_net")
                    .field("id", "product_number").field("title", "name")
                    .field("description", "description").field("brand", "manufacturer_name")
                    .field("category", "categories").field("price", "price_gross")
                    .field("key", "id").field("parent", "parent_id")
                    .gallery("cover_media_url").children("parent_id").known(),
            export("Salsify products").required("salsify:id")
                    .strong("salsify:parent_id", "salsify:created_at", "salsify:updated_at",
                            "salsify:data_inheritance_hierarchy_level_id")
                    .field("id", "salsify:id").field("parent", "salsify:parent_id")
                    .field("title", "Product Name", "Product Title", "Item Name", "Title", "Name")
                    .field("description", "Product Description", "Description")
                    .field("brand", "Brand", "Brand Name").field("sku", "SKU")
                    .gallery("Main Image", "Primary Image", "Hero Image", "Product Image")
                    .children("salsify:parent_id").known(),
            export("Ecwid products").required("product_internal_id", "product_name")
                    .strong("product_sku", "product_media_main_image_url",
                            "product_is_available", "product_compare_to_price")
                    .field("product", "product_internal_id").field("id", "product_sku")
                    .field("title", "product_name").field("description", "product_description")
                    .field("brand", "product_brand").field("category", "product_category_1")
                    .field("price", "product_price").field("status", "product_is_available")
                    .field("sku", "product_sku")
                    .gallery(mainAnd("product_media_main_image_url",
                            numbered("product_media_gallery_image_url_", 1, 20)))
                    .parts("type", "product_option", "product_variation").known(),
            export("Bagisto products").required("sku", "attribute_family_code")
                    .strong("parent_sku", "visible_individually", "url_key",
                            "tax_category_name")
                    .field("id", "sku").field("title", "name")
                    .field("description", "short_description", "description")
                    .field("category", "categories").field("price", "price")
                    .field("status", "status").gallery("images").joiner(",").known());

    private KnownShops() {}
}
