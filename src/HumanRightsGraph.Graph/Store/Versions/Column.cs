using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>The values of one property, by row. A property that no row has is no column at all.</summary>
internal abstract class Column
{
    internal abstract PropertyValue Get(int row);
}

internal sealed class StringColumn(string?[] values) : Column
{
    internal override PropertyValue Get(int row) => PropertyValue.Of(values[row]);
}

internal sealed class ScalarColumn(PropertyType type, long[] bits, bool[] present) : Column
{
    internal override PropertyValue Get(int row) => !present[row] ? PropertyValue.Null : type switch
    {
        PropertyType.Int => PropertyValue.Of(bits[row]),
        PropertyType.Float => PropertyValue.Of(BitConverter.Int64BitsToDouble(bits[row])),
        PropertyType.Boolean => PropertyValue.Of(bits[row] != 0),
        _ => PropertyValue.Of(DateOnly.FromDayNumber((int)bits[row])),
    };
}

internal sealed class ListColumn(PropertyValue[] values) : Column
{
    internal override PropertyValue Get(int row) => values[row];
}

/// <summary>Collects a column row by row; rows that are not set are null.</summary>
internal sealed class ColumnBuilder(PropertyType type)
{
    private string?[]? _strings;
    private long[]? _bits;
    private bool[]? _present;
    private PropertyValue[]? _lists;

    internal void Set(int row, PropertyValue value)
    {
        if (value.IsNull) return;
        switch (type)
        {
            case PropertyType.String:
                Room(ref _strings, row);
                _strings![row] = value.AsString;
                break;
            case PropertyType.StringList or PropertyType.DateList:
                Room(ref _lists, row);
                _lists![row] = value;
                break;
            default:
                Room(ref _bits, row);
                Room(ref _present, row);
                _bits![row] = value.AsInt;
                _present![row] = true;
                break;
        }
    }

    internal Column? Build(int rows)
    {
        if (_strings is not null) return new StringColumn(Cut(_strings, rows));
        if (_lists is not null) return new ListColumn(Cut(_lists, rows));
        return _bits is null ? null : new ScalarColumn(type, Cut(_bits, rows), Cut(_present!, rows));
    }

    private static void Room<T>(ref T[]? array, int row)
    {
        if (array is null) array = new T[Math.Max(16, row + 1)];
        else if (row >= array.Length) Array.Resize(ref array, Math.Max(row + 1, array.Length * 2));
    }

    private static T[] Cut<T>(T[] array, int rows)
    {
        if (array.Length != rows) Array.Resize(ref array, rows);
        return array;
    }
}
