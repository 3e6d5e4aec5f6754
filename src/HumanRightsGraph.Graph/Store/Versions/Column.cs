using System.Runtime.InteropServices;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>The values of one property that is no plain text, by row. A property that no row has is no column at all.</summary>
internal abstract class Column
{
    internal abstract PropertyValue Get(int row);
    /// <summary>Of an enum, its name as it is sent, with <see cref="WideCopy.Slack"/> behind it; else none.</summary>
    internal virtual StoredText Text(int row) => default;
    /// <summary>False where the schema has no such name; it can only come from a file that another schema's program wrote.</summary>
    internal virtual bool IsKnown(int row) => true;
    /// <summary>Has the row's value brought near.</summary>
    internal virtual void Fetch(int row) { }

    internal static Column Of(PropertyDefinition definition) => definition.Type switch
    {
        PropertyType.String => new EnumColumn(definition.EnumValues!.Value),
        PropertyType.Date => new DateColumn(),
        PropertyType.Boolean => new BooleanColumn(),
        PropertyType.Int or PropertyType.Float => new NumberColumn(definition.Type),
        _ => new ListColumn(definition.Type),
    };

    /// <summary>Rows are set in ascending order, each once; those between are null. Only while the column is built.</summary>
    internal abstract void Set(int row, PropertyValue value);

    /// <summary>No further row is set; there are so many.</summary>
    internal abstract void Close(int rows);

    private protected static void Room<T>(ref T[] array, int row)
    {
        if (row >= array.Length) Array.Resize(ref array, Math.Max(row + 1, array.Length * 2));
    }
}

/// <summary>Days, as their number and one; 0 is null.</summary>
internal sealed class DateColumn : Column
{
    private int[] _days = new int[16];

    internal override void Fetch(int row) => NearMemory.Fetch(in _days[row]);

    internal override PropertyValue Get(int row) => _days[row] is var day and > 0 ? PropertyValue.Of(DateOnly.FromDayNumber(day - 1)) : PropertyValue.Null;

    internal override void Set(int row, PropertyValue value)
    {
        Room(ref _days, row);
        _days[row] = (int)value.AsInt + 1;
    }

    internal override void Close(int rows) => Array.Resize(ref _days, rows);
}

/// <summary>1 is false, 2 true, 0 null.</summary>
internal sealed class BooleanColumn : Column
{
    private byte[] _values = new byte[16];

    internal override PropertyValue Get(int row) => _values[row] is var value and > 0 ? PropertyValue.Of(value == 2) : PropertyValue.Null;

    internal override void Set(int row, PropertyValue value)
    {
        Room(ref _values, row);
        _values[row] = value.AsBoolean ? (byte)2 : (byte)1;
    }

    internal override void Close(int rows) => Array.Resize(ref _values, rows);
}

/// <summary>Integers, or floating-point numbers as their bits.</summary>
internal sealed class NumberColumn(PropertyType type) : Column
{
    private long[] _bits = new long[16];
    private bool[] _present = new bool[16];

    internal override void Fetch(int row)
    {
        NearMemory.Fetch(in _bits[row]);
        NearMemory.Fetch(in _present[row]);
    }

    internal override PropertyValue Get(int row) => !_present[row] ? PropertyValue.Null
        : type == PropertyType.Int ? PropertyValue.Of(_bits[row]) : PropertyValue.Of(BitConverter.Int64BitsToDouble(_bits[row]));

    internal override void Set(int row, PropertyValue value)
    {
        Room(ref _bits, row);
        Room(ref _present, row);
        _bits[row] = value.AsInt;
        _present[row] = true;
    }

    internal override void Close(int rows)
    {
        Array.Resize(ref _bits, rows);
        Array.Resize(ref _present, rows);
    }
}

/// <summary>Names of an enum by their place in it and one; 0 is null. Names that the schema lacks stand behind.</summary>
internal sealed class EnumColumn(IReadOnlyList<string> names) : Column
{
    private ushort[] _codes = new ushort[16];
    private readonly List<string> _names = [.. names];
    private readonly List<StoredText> _texts = [.. names.Select(AsSent)];

    internal override PropertyValue Get(int row) => _codes[row] is var code and > 0 ? PropertyValue.Of(_names[code - 1]) : PropertyValue.Null;

    internal override StoredText Text(int row) => _codes[row] is var code and > 0 ? CollectionsMarshal.AsSpan(_texts)[code - 1] : default;

    internal override void Fetch(int row) => NearMemory.Fetch(in _codes[row]);

    internal override bool IsKnown(int row) => _codes[row] <= names.Count;

    internal override void Set(int row, PropertyValue value)
    {
        Room(ref _codes, row);
        var code = _names.IndexOf(value.AsString);
        if (code < 0)
        {
            code = _names.Count;
            _names.Add(value.AsString);
            _texts.Add(AsSent(value.AsString));
        }
        _codes[row] = checked((ushort)(code + 1));
    }

    internal void SetPlace(int row, int place)
    {
        Room(ref _codes, row);
        _codes[row] = (ushort)(place + 1);
    }

    internal override void Close(int rows) => Array.Resize(ref _codes, rows);

    private static StoredText AsSent(string name)
    {
        var json = JsonText.Encode(name);
        return new(WideCopy.Padded(json), 0, json.Length);
    }
}

/// <summary>Lists of strings or of days; null where there is none.</summary>
internal sealed class ListColumn(PropertyType type) : Column
{
    private Array?[] _lists = new Array?[16];

    internal override PropertyValue Get(int row) => _lists[row] is { } list ? PropertyValue.OfList(type, list) : PropertyValue.Null;

    internal override void Set(int row, PropertyValue value)
    {
        Room(ref _lists, row);
        _lists[row] = value.AsArray;
    }

    internal override void Close(int rows) => Array.Resize(ref _lists, rows);
}
