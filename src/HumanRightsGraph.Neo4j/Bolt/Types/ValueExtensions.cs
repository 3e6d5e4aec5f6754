using System.Globalization;

namespace HumanRightsGraph.Neo4j.Bolt;

public static class ValueExtensions
{
    /// <summary>
    /// A value of a record as a type: itself where it is one, numbers converted where they fit, <see cref="LocalDate"/> as <see cref="DateOnly"/>, lists element by element
    /// (<c>As&lt;List&lt;string&gt;&gt;()</c>), null as the type's null.
    /// </summary>
    /// <exception cref="InvalidCastException">The value is of another kind, or null where the type has no null.</exception>
    /// <exception cref="OverflowException">A number doesn't fit.</exception>
    public static T As<T>(this object? value) => value switch
    {
        T same => same,
        null when default(T) is null => default!,
        _ => (T)Convert(value, typeof(T)),
    };

    private static object Convert(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is long or double && type.IsPrimitive && type != typeof(bool) && type != typeof(char))
            return System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        if (value is LocalDate date && type == typeof(DateOnly))
            return date.ToDateOnly();
        if (value is LocalDateTime time && type == typeof(DateTime))
            return time.ToDateTime();
        if (value is ZonedDateTime zoned && type == typeof(DateTimeOffset))
            return zoned.ToUtc();
        if (value is System.Collections.IEnumerable items and not string && type.IsGenericType && type.GetGenericArguments() is [var element])
        {
            var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
            if (type.IsInstanceOfType(list))
            {
                foreach (var item in items)
                    list.Add(item is null || element.IsInstanceOfType(item) ? item : Convert(item, element));
                return list;
            }
        }
        throw new InvalidCastException($"A value of type {value?.GetType().Name ?? "null"} is no {type.Name}.");
    }
}
