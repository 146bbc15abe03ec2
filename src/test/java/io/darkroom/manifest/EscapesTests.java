package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTests {

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
        Oak\\, oiled           -> Oak, oiled
        Mug \\'Sea\\'          -> Mug 'Sea'
        a \\"b\\"              -> a "b"
        one\\ntwo              -> one/two
        a \\\\n b              -> a \\n b
        C:\\Shop\\Images       -> C:\\Shop\\Images
        '-10 %                 -> -10 %
        '=cmd()                -> =cmd()
        'quoted'               -> 'quoted'
        """)
    void areReadAsTheShopMeansThem(String written, String meant) {
        assertThat(Escapes.plain(written).replace('\n', '/')).isEqualTo(meant);
    }
}
