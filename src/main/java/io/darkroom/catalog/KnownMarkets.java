package io.darkroom.catalog;

import static io.darkroom.catalog.ExportBuilder.export;
import static io.darkroom.catalog.ExportBuilder.mainAnd;
import static io.darkroom.catalog.ExportBuilder.numbered;

import java.util.List;

/// The files of marketplaces and the feeds for advertisers that are known, as [KnownShops] those of shops.
final class KnownMarkets {

    static final List<Export> ALL = List.of(
            export("Google Merchant feed").required("id", "title", "image_link")
                    .strong("link", "availability", "price", "gtin", "additional_image_link")
                    .foreign("fb_product_category")
                    .field("id", "id").field("title", "title")
                    .field("description", "description").field("brand", "brand")
                    .field("category", "product_type", "google_product_category")
                    .field("price", "price").field("status", "availability")
                    .gallery("image_link", "additional_image_link").joiner(",").known(),
            export("Meta catalog").required("id", "title", "image_link", "fb_product_category")
                    .strong("quantity_to_sell_on_facebook", "link", "availability",
                            "condition", "price")
                    .field("id", "id").field("title", "title")
                    .field("description", "description").field("brand", "brand")
                    .field("category", "fb_product_category", "google_product_category")
                    .field("price", "price").field("status", "availability")
                    .gallery("image_link", "additional_image_link").joiner(",").known(),
            export("Yandex Market feed").required("id", "currencyId", "categoryId")
                    .strong("picture", "url", "price", "available", "vendor", "name")
                    .foreign("image_link")
                    .field("id", "id").field("title", "name", "model")
                    .field("description", "description").field("brand", "vendor")
                    .field("category", "categoryId").field("price", "price")
                    .field("status", "available").gallery("picture").known(),
            export("Heureka feed").required("ITEM_ID", "PRODUCTNAME", "PRICE_VAT")
                    .strong("IMGURL", "URL", "CATEGORYTEXT", "MANUFACTURER", "DELIVERY_DATE",
                            "ITEMGROUP_ID")
                    .field("id", "ITEM_ID").field("title", "PRODUCTNAME")
                    .field("description", "DESCRIPTION").field("brand", "MANUFACTURER")
                    .field("category", "CATEGORYTEXT").field("price", "PRICE_VAT")
                    .gallery("IMGURL", "IMGURL_ALTERNATIVE").known(),
            export("Amazon flat file").required("item_sku", "item_name")
                    .strong("feed_product_type", "main_image_url", "external_product_id",
                            "update_delete")
                    .field("id", "item_sku").field("title", "item_name")
                    .field("description", "product_description").field("brand", "brand_name")
                    .field("category", "feed_product_type", "item_type")
                    .field("price", "standard_price").field("status", "update_delete")
                    .gallery(mainAnd("main_image_url",
                            numbered("other_image_url", 1, 8)))
                    .known(),
            export("Amazon listings").required("contribution_sku")
                    .strong("record_action", "product_type", "main_product_image_locator")
                    .field("id", "contribution_sku").field("title", "item_name")
                    .field("description", "product_description").field("brand", "brand")
                    .field("category", "product_type").field("status", "record_action")
                    .gallery(mainAnd("main_product_image_locator",
                            numbered("other_product_image_locator_", 1, 8)))
                    .known(),
            export("Amazon listings report").required("item-name", "seller-sku")
                    .strong("listing-id", "open-date", "item-is-marketplace", "asin1",
                            "fulfillment-channel")
                    .field("id", "seller-sku").field("title", "item-name")
                    .field("description", "item-description").field("price", "price")
                    .field("status", "status").field("sku", "seller-sku")
                    .gallery("image-url").known(),
            export("eBay listings").required("Title").strong("Action", "PicURL", "CustomLabel")
                    .spelled("PicURL", "Item photo URL")
                    .spelled("CustomLabel", "Custom label (SKU)")
                    .field("product", "CustomLabel").field("id", "CustomLabel")
                    .field("title", "Title").field("description", "Description")
                    .field("brand", "C:Brand")
                    .field("category", "Category name", "Category", "Category ID")
                    .field("price", "StartPrice", "Price").gallery("PicURL", "Item photo URL")
                    .joiner("|").parts("Relationship", "variation").known(),
            export("eBay active listings").required("Item number", "Title")
                    .strong("Available quantity", "eBay category 1 name", "Listing site",
                            "Variation details")
                    .field("product", "Item number").field("id", "Custom label (SKU)")
                    .field("title", "Title").field("category", "eBay category 1 name")
                    .field("price", "Current price", "Start price").field("sku",
                            "Custom label (SKU)")
                    .sameKey("Item number").known(),
            export("Etsy listings").required("CURRENCY_CODE")
                    .strong("IMAGE1", "IMAGE10", "VARIATION 1 TYPE", "MATERIALS")
                    .field("title", "TITLE").field("description", "DESCRIPTION")
                    .field("category", "TAGS").field("price", "PRICE").field("sku", "SKU")
                    .gallery(numbered("IMAGE", 1, 10)).known(),
            export("Faire products").required("product_name_english", "selling_method")
                    .strong("info_status_v2", "info_product_token", "option_status",
                            "price_wholesale", "product_images")
                    .spelled("product_name_english", "product_name_french",
                            "product_name_german", "product_name_italian",
                            "product_name_spanish", "product_name_dutch")
                    .spelled("product_description_english", "Description (English)",
                            "product_description_french", "product_description_german",
                            "product_description_italian", "product_description_spanish",
                            "product_description_dutch")
                    .field("id", "sku").field("title", "product_name_english")
                    .field("description", "product_description_english")
                    .field("category", "info_product_type", "Product Type")
                    .field("price", "price_retail", "eu_price_retail", "uk_price_retail",
                            "USD Unit Retail Price", "EUR Unit Retail Price")
                    .field("status", "info_status_v2", "Product Status").field("sku", "sku")
                    .gallery("option_image", "product_images").known());

    private KnownMarkets() {}
}
