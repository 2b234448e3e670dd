package io.skillsphere.query.row;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Makes records of the rows of one query; the component {@code priceTokens} comes from the column {@code price_tokens}, and further
 * columns are left out. Columns are looked for once: Spring's own mappers do it in each row and by two names, and the driver makes
 * an exception of each that is not there.
 */
public final class RecordRowMapper<T extends Record> implements RowMapper<T> {

    private static final ConversionService CONVERSION = DefaultConversionService.getSharedInstance();

    private final Constructor<T> constructor;
    private final String[] names;
    private final TypeDescriptor[] types;
    private ResultSet lookedIn;
    private int[] columns;

    public RecordRowMapper(Class<T> type) {
        constructor = BeanUtils.getResolvableConstructor(type);
        names = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(JdbcUtils::convertPropertyNameToUnderscoreName)
                .toArray(String[]::new);
        types = IntStream.range(0, names.length)
                .mapToObj(i -> new TypeDescriptor(new MethodParameter(constructor, i)))
                .toArray(TypeDescriptor[]::new);
    }

    @Override
    public T mapRow(ResultSet rows, int number) throws SQLException {
        if (rows != lookedIn) {
            columns = columnsOf(rows);
            lookedIn = rows;
        }
        Object[] values = new Object[names.length];
        for (int i = 0; i < values.length; i++) {
            Object value = JdbcUtils.getResultSetValue(rows, columns[i], types[i].getType());
            values[i] = CONVERSION.convert(value, types[i]);
        }
        return BeanUtils.instantiateClass(constructor, values);
    }

    private int[] columnsOf(ResultSet rows) throws SQLException {
        int[] found = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            found[i] = rows.findColumn(names[i]);
        }
        return found;
    }
}
