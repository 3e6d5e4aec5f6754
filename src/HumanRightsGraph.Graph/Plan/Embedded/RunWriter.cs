using System.Buffers.Text;
using System.Globalization;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>
/// Writes a run of values of a node from its row in the base, whose texts stand side by side as they are sent (docs/decisions/013): the row is found once, and
/// the answer makes room once.
/// </summary>
internal static class RunWriter
{
    /// <summary>False, with nothing written, where the node is newer than the base or a value is none that may stand there.</summary>
    internal static bool TryWrite(GraphVersion version, int node, ValueRun run, AnswerBuffer answer)
    {
        if (version.NodeRows[node] is not null) return false;
        var label = version.Layout.LabelOfType[version.Base.Types[node]];
        var (table, row) = (version.Base.Tables[label], node - version.Base.LabelStart[label]);
        var texts = table.Texts(row);
        if (texts.IsWide) return false;
        var room = answer.Room(run.Size + texts.Size);
        var at = 0;
        foreach (ref readonly var field in run.Fields.AsSpan())
        {
            field.Opening.CopyTo(room[at..]);
            at += field.Opening.Length;
            if (!TryWrite(table, row, texts, field, room, ref at)) return false;
        }
        answer.Advance(at);
        return true;
    }

    private static bool TryWrite(RowTable table, int row, RecordTexts texts, in RunField field, Span<byte> room, ref int at)
    {
        var slot = field.Property < 0 ? 0 : table.Layout.TextSlot[field.Property];
        if (slot >= 0)
        {
            var text = texts[slot];
            if (text.IsEmpty) return TryNull(field, room, ref at);
            text.CopyTo(room[at..]);
            at += text.Length;
            return true;
        }
        if (field.Type == PropertyType.String)
        {
            var name = table.Text(row, field.Property);
            if (name.IsNull) return TryNull(field, room, ref at);
            if (!table.IsKnown(row, field.Property)) return false;
            name.Json.CopyTo(room[at..]);
            at += name.Length;
            return true;
        }
        var value = table.Get(row, field.Property);
        if (value.IsNull) return TryNull(field, room, ref at);
        if (field.Type == PropertyType.Date)
        {
            room[at++] = (byte)'"';
            value.AsDate.TryFormat(room[at..], out var written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            at += written;
            room[at++] = (byte)'"';
            return true;
        }
        if (value.AsInt is < int.MinValue or > int.MaxValue) return false;
        Utf8Formatter.TryFormat(value.AsInt, room[at..], out var digits);
        at += digits;
        return true;
    }

    private static bool TryNull(in RunField field, Span<byte> room, ref int at)
    {
        if (field.NonNull) return false;
        "null"u8.CopyTo(room[at..]);
        at += 4;
        return true;
    }
}
