using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Where the properties of a key label or relationship type stand in its table: texts in the rows' records, everything else in columns.</summary>
internal sealed class TableLayout
{
    internal TableLayout(ImmutableArray<PropertyDefinition> properties, bool hasId)
    {
        (Properties, HasId) = (properties, hasId);
        TextSlot = new int[properties.Length];
        TextSlots = hasId ? 1 : 0;
        for (var p = 0; p < properties.Length; p++) TextSlot[p] = IsText(properties[p]) ? TextSlots++ : -1;
        NamesUtf8 = [.. properties.Select(p => System.Text.Encoding.UTF8.GetBytes(p.Name))];
        EnumUtf8 = [.. properties.Select(p => p.EnumValues?.Select(System.Text.Encoding.UTF8.GetBytes).ToArray())];
    }

    internal ImmutableArray<PropertyDefinition> Properties { get; }
    /// <summary>Nodes have their id as the first text.</summary>
    internal bool HasId { get; }
    /// <summary>By property, its text's place in the record; -1 for what is in a column.</summary>
    internal int[] TextSlot { get; }
    internal int TextSlots { get; }
    internal byte[][] NamesUtf8 { get; }
    /// <summary>By property, the names of its enum; null where it is none.</summary>
    internal byte[][]?[] EnumUtf8 { get; }

    /// <summary>The property of this name, or -1.</summary>
    /// <param name="next">Which one it likely is: properties mostly come in the schema's order.</param>
    internal int IndexOf(ReadOnlySpan<byte> name, int next)
    {
        for (var p = next; p < NamesUtf8.Length; p++)
            if (name.SequenceEqual(NamesUtf8[p])) return p;
        for (var p = 0; p < next && p < NamesUtf8.Length; p++)
            if (name.SequenceEqual(NamesUtf8[p])) return p;
        return -1;
    }

    private static bool IsText(PropertyDefinition property) => property is { Type: PropertyType.String, EnumValues: null };
}

/// <summary>The rows of one key label or relationship type in the base.</summary>
internal sealed class RowTable(TableLayout layout, TextHeap heap, uint[] texts, Column?[] columns, int rows)
{
    internal TableLayout Layout => layout;
    internal TextHeap Heap => heap;
    internal int Rows => rows;

    /// <summary>The address of the row's texts in <see cref="Heap"/>.</summary>
    internal uint Record(int row) => texts.Length == 0 ? 0 : texts[row];

    /// <summary>All texts of the row, the id first.</summary>
    internal RecordTexts Texts(int row) => texts.Length == 0 ? default : heap.GetAll(texts[row], layout.TextSlots);

    /// <summary>Has the address of the row's texts brought near.</summary>
    internal void FetchAddress(int row)
    {
        if (texts.Length > 0) NearMemory.Fetch(in texts[row]);
    }

    /// <summary>Has the first line of the row's texts brought near, which says where they end.</summary>
    internal void FetchTexts(int row)
    {
        if (texts.Length > 0) heap.Fetch(texts[row]);
    }

    /// <summary>The column of a property that is no plain text; null where no row has a value.</summary>
    internal Column? ColumnOf(int property) => columns[property];

    internal StoredText Id(int row) => heap.Get(texts[row], 0, layout.TextSlots);

    /// <summary>A string or an enum's name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal StoredText Text(int row, int property)
    {
        var slot = layout.TextSlot[property];
        if (slot >= 0) return texts.Length == 0 ? default : heap.Get(texts[row], slot, layout.TextSlots);
        return columns[property]?.Text(row) ?? default;
    }

    internal bool IsKnown(int row, int property) => columns[property]?.IsKnown(row) ?? true;

    internal PropertyValue Get(int row, int property)
    {
        if (layout.TextSlot[property] < 0) return columns[property]?.Get(row) ?? PropertyValue.Null;
        var text = Text(row, property);
        return text.IsNull ? PropertyValue.Null : PropertyValue.Of(JsonText.Decode(text.Json));
    }
}

/// <summary>Collects the rows of a table one after the other. Their texts go to the heap at once, their other values to columns.</summary>
internal sealed class RowTableBuilder(TableLayout layout, TextHeap heap)
{
    private readonly (int Start, int Length)[] _slots = new (int, int)[layout.TextSlots];
    private readonly Column?[] _columns = new Column?[layout.Properties.Length];
    private byte[] _scratch = new byte[1024];
    private uint[] _texts = layout.TextSlots == 0 ? [] : new uint[64];
    private int _used;

    internal int Rows { get; private set; }

    /// <summary>The id of the row in hand.</summary>
    internal void Id(ReadOnlySpan<byte> json) => SetText(0, json);

    /// <summary>A property of the row in hand, each once.</summary>
    internal void Set(int property, PropertyValue value)
    {
        if (value.IsNull) return;
        var slot = layout.TextSlot[property];
        if (slot < 0)
        {
            (_columns[property] ??= Column.Of(layout.Properties[property])).Set(Rows, value);
            return;
        }
        var text = value.AsString;
        var most = System.Text.Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(most);
        var length = System.Text.Encoding.UTF8.GetBytes(text, rented);
        SetUtf8Slot(slot, rented.AsSpan(0, length));
        System.Buffers.ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>A string property that is no enum.</summary>
    internal void SetUtf8(int property, ReadOnlySpan<byte> utf8) => SetUtf8Slot(layout.TextSlot[property], utf8);

    /// <summary>An enum's name by its place in the schema.</summary>
    internal void SetEnum(int property, int place) => ((EnumColumn)(_columns[property] ??= Column.Of(layout.Properties[property]))).SetPlace(Rows, place);

    internal void IdUtf8(ReadOnlySpan<byte> utf8) => SetUtf8Slot(0, utf8);

    /// <summary>Ends the row in hand; the next one begins.</summary>
    internal void End() => End(layout.TextSlots == 0 ? 0 : heap.Add(_scratch.AsSpan(0, _used), _slots));

    /// <summary>A row as it stands in a table of the same layout.</summary>
    internal void Copy(RowTable table, int row)
    {
        for (var p = 0; p < layout.Properties.Length; p++)
            if (layout.TextSlot[p] < 0 && table.Get(row, p) is { IsNull: false } value) Set(p, value);
        var record = table.Record(row);
        End(ReferenceEquals(table.Heap, heap) ? record : heap.Add(table.Heap, record, layout.TextSlots));
    }

    internal RowTable Build()
    {
        foreach (var column in _columns) column?.Close(Rows);
        if (layout.TextSlots > 0) Array.Resize(ref _texts, Rows);
        return new RowTable(layout, heap, _texts, _columns, Rows);
    }

    private void End(uint record)
    {
        if (layout.TextSlots > 0)
        {
            if (Rows == _texts.Length) Array.Resize(ref _texts, Rows * 2);
            _texts[Rows] = record;
            Array.Clear(_slots);
            _used = 0;
        }
        Rows++;
    }

    private void SetText(int slot, ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        _slots[slot] = (_used, json.Length);
        _used += json.Length;
    }

    private void SetUtf8Slot(int slot, ReadOnlySpan<byte> utf8)
    {
        var length = utf8.Length + 2;
        if (JsonText.NeedsEscapes(utf8))
        {
            length = JsonText.Encode(utf8, Room(JsonText.MaxLength(utf8.Length)));
        }
        else
        {
            var room = Room(length);
            utf8.CopyTo(room[1..]);
            room[0] = room[length - 1] = (byte)'"';
        }
        _slots[slot] = (_used, length);
        _used += length;
    }

    private Span<byte> Room(int size)
    {
        if (_scratch.Length - _used < size) Array.Resize(ref _scratch, Math.Max(_used + size, _scratch.Length * 2));
        return _scratch.AsSpan(_used);
    }
}
