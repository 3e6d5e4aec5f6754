using System.Collections.Concurrent;
using System.Text;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// What can be looked up in a base beside keys and relationships. Each index is made when it is first asked for, once for all readers, and goes with
/// the base; what changed since the base is in none of them.
/// </summary>
internal sealed class BaseIndexes(GraphBase @base)
{
    private readonly ConcurrentDictionary<(int Type, bool Outgoing), Lazy<int[]>> _without = [];
    private readonly ConcurrentDictionary<(int Label, int Property, bool Folded), Lazy<Task<WordIndex>>> _words = [];

    /// <summary>The nodes at which no relationship of the type starts (or ends), though it could; by id.</summary>
    internal int[] Without(int type, bool outgoing) => _without.GetOrAdd((type, outgoing), key => new(() =>
    {
        var starts = outgoing ? @base.Relationships[type].OutStart : @base.Relationships[type].InStart;
        var first = @base.LabelStart[outgoing ? @base.Layout.FromLabel[type] : @base.Layout.ToLabel[type]];
        var nodes = new List<int>();
        for (var row = 0; row < starts.Length - 1; row++)
            if (starts[row] == starts[row + 1]) nodes.Add(first + row);
        return [.. nodes];
    })).Value;

    /// <summary>
    /// The words of a text property. Making it takes long where there is much text, so that is done beside the requests: one whose time is over doesn't
    /// wait for it any longer, and the next one finds it further on, or done.
    /// </summary>
    /// <param name="fold">Folds upper and lower case; null to take words as they are.</param>
    internal Task<WordIndex> Words(int label, int property, Func<string, string>? fold) => _words.GetOrAdd((label, property, fold is not null), key => new(() => Task.Factory.StartNew(() =>
    {
        var table = @base.Tables[label];
        return new WordIndex(table.Rows, row =>
        {
            var text = table.Text(row, property);
            if (text.IsNull) return default;
            if (fold is null && !JsonText.HasEscapes(text.Json)) return text.Bytes.AsMemory(text.Start + 1, text.Length - 2);
            var decoded = JsonText.Decode(text.Json);
            return Encoding.UTF8.GetBytes(fold is null ? decoded : fold(decoded));
        });
    }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).Value;
}
