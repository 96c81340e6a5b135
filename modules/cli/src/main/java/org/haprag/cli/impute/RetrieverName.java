package org.haprag.cli.impute;

import org.haprag.retrieval.RetrievalConfig;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code copying} or {@code nearest-window}. */
final class RetrieverName implements ITypeConverter<RetrievalConfig.Kind> {
    @Override
    public RetrievalConfig.Kind convert(String value) {
        for (RetrievalConfig.Kind kind : RetrievalConfig.Kind.values()) {
            boolean alone = kind != RetrievalConfig.Kind.EMBEDDING; // which searches in a model's space
            if (alone && kind.name().replace('_', '-').equalsIgnoreCase(value)) return kind;
        }
        throw new TypeConversionException("expected copying or nearest-window, found '" + value + "'");
    }
}
