using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        var label = run.LastLabel;
        if (!version.Base.HasLabel(node, label)) run.LastLabel = label = version.Base.LabelOf(node);
        var (table, row) = (version.Base.Tables[label], node - version.Base.LabelStart[label]);
        var texts = table.Texts(row);
        if (texts.IsWide) return false;
        // What all fields have at most: so none is asked for its room.
        var room = answer.Room(run.Size + texts.Size + WideCopy.Slack);
        ref var start = ref MemoryMarshal.GetReference(room);
        var at = 0;
        foreach (ref readonly var field in run.Fields.AsSpan())
        {
            WideCopy.Copy(in MemoryMarshal.GetArrayDataReference(field.Opening), ref Unsafe.Add(ref start, at), field.OpeningLength);
            at += field.OpeningLength;
            var slot = field.Property < 0 ? 0 : table.Layout.TextSlot[field.Property];
            int written;
            if (slot >= 0)
            {
                ref var text = ref texts.At(slot, out written);
                if (written > 0) WideCopy.Copy(in text, ref Unsafe.Add(ref start, at), written);
            }
            else if (!TryWrite(table, row, field, room[at..], out written)) return false;
            if (written == 0)
            {
                if (field.NonNull) return false;
                "null"u8.CopyTo(room[at..]);
                written = 4;
            }
            at += written;
        }
        answer.Advance(at);
        return true;
    }

    /// <summary>A value that is no plain text; nothing is written for null.</summary>
    private static bool TryWrite(RowTable table, int row, in RunField field, Span<byte> room, out int written)
    {
        written = 0;
        if (field.Type == PropertyType.String)
        {
            var name = table.Text(row, field.Property);
            if (name.IsNull) return true;
            if (!table.IsKnown(row, field.Property)) return false;
            WideCopy.Copy(in name.Bytes![name.Start], ref MemoryMarshal.GetReference(room), name.Length);
            written = name.Length;
            return true;
        }
        var value = table.Get(row, field.Property);
        if (value.IsNull) return true;
        if (field.Type == PropertyType.Date)
        {
            room[0] = (byte)'"';
            value.AsDate.TryFormat(room[1..], out var day, "O", CultureInfo.InvariantCulture);
            room[day + 1] = (byte)'"';
            written = day + 2;
            return true;
        }
        return value.AsInt is >= int.MinValue and <= int.MaxValue && Utf8Formatter.TryFormat(value.AsInt, room, out written);
    }
}
