using System.Runtime.InteropServices;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>What becomes of bytes and names that were not synced when the power goes.</summary>
internal enum Unsynced { None, All, Some, Torn, Zeroed }

/// <summary>
/// A disk that keeps what was synced and, when the power goes, forgets, tears and reorders the rest. It calls
/// <see cref="OnOperation"/> after every operation, and fails when told to; after a failed sync the bytes in question look
/// written and never become durable, as on Linux.
/// </summary>
internal sealed class SimulatedDisk : IStoreFiles
{
    private const int Sector = 512;
    private Dictionary<string, Inode> _names = [];
    private Dictionary<string, Inode> _durableNames = [];
    private readonly List<Action<Dictionary<string, Inode>>> _pendingNames = [];
    private bool _locked;

    internal int Operations { get; private set; }
    internal Action? OnOperation { get; set; }
    /// <summary>The failure of an operation, by its number, or null.</summary>
    internal Func<int, IOException?> Fault { get; set; } = _ => null;
    /// <summary>The failure of a sync, or null; asked at each.</summary>
    internal Func<IOException?> SyncFault { get; set; } = () => null;
    internal Dictionary<string, byte[]>? Aside { get; private set; }

    public string Folder => "simulated";

    public IReadOnlyList<string> List() => [.. _names.Keys];

    public IStoreFile Open(string name, StoreFileAccess access)
    {
        if (access == StoreFileAccess.Read) return new Handle(this, Existing(name));
        return Do(() =>
        {
            if (access == StoreFileAccess.Write) return new Handle(this, Existing(name));
            if (_names.TryGetValue(name, out var existing))
            {
                existing.Change(new Truncation(0));
                return new Handle(this, existing);
            }
            var inode = new Inode();
            Name(names => names[name] = inode);
            return new Handle(this, inode);
        });
    }

    public void Rename(string from, string to) => Do(() =>
    {
        var inode = Existing(from);
        Name(names =>
        {
            // A name that never got to the disk can't be changed there.
            if (names.Remove(from)) names[to] = inode;
        });
        return 0;
    });

    public void Delete(string name) => Do(() =>
    {
        Name(names => names.Remove(name));
        return 0;
    });

    public void SyncFolder() => Do(() =>
    {
        if (SyncFault() is { } failure) throw failure;
        foreach (var change in _pendingNames) change(_durableNames);
        _pendingNames.Clear();
        return 0;
    });

    public IDisposable Lock()
    {
        if (_locked) throw new GraphStoreException("STORE_LOCKED", "The store simulated is in use.");
        _locked = true;
        return new Held(this);
    }

    public string CopyAside()
    {
        Aside = _names.ToDictionary(n => n.Key, n => n.Value.Seen.ToArray());
        return "aside";
    }

    internal byte[] this[string name]
    {
        get => Existing(name).Seen.ToArray();
        set
        {
            var inode = new Inode();
            inode.Change(new Piece(0, value));
            inode.Sync();
            _names[name] = _durableNames[name] = inode;
        }
    }

    internal void Remove(string name)
    {
        _names.Remove(name);
        _durableNames.Remove(name);
    }

    /// <summary>The disk that another process finds when this one's has ended, but the power stayed.</summary>
    internal SimulatedDisk AfterKill() => Copy(_names, i => i.Seen);

    /// <summary>The disk after the power came back.</summary>
    internal SimulatedDisk AfterPowerLoss(Unsynced fate, Random random)
    {
        var names = new Dictionary<string, Inode>(_durableNames);
        foreach (var change in _pendingNames)
            if (fate is Unsynced.All or Unsynced.Zeroed || fate != Unsynced.None && random.Next(2) == 0) change(names);
        return Copy(names, i => i.AfterPowerLoss(fate, random));
    }

    private static SimulatedDisk Copy(Dictionary<string, Inode> names, Func<Inode, List<byte>> bytes)
    {
        var copy = new SimulatedDisk();
        foreach (var (name, inode) in names) copy[name] = bytes(inode).ToArray();
        return copy;
    }

    private Inode Existing(string name) => _names.TryGetValue(name, out var inode) ? inode : throw new FileNotFoundException($"{name} is missing.");

    private void Name(Action<Dictionary<string, Inode>> change)
    {
        change(_names);
        _pendingNames.Add(change);
    }

    private T Do<T>(Func<T> operation, Action? failed = null)
    {
        Operations++;
        if (Fault(Operations) is { } fault)
        {
            failed?.Invoke();
            throw fault;
        }
        var result = operation();
        OnOperation?.Invoke();
        return result;
    }

    private abstract record Change
    {
        internal abstract void Apply(List<byte> bytes);
    }

    private sealed record Piece(long Offset, byte[] Bytes) : Change
    {
        internal override void Apply(List<byte> bytes)
        {
            while (bytes.Count < Offset) bytes.Add(0);
            if (bytes.Count < Offset + Bytes.Length) CollectionsMarshal.SetCount(bytes, (int)Offset + Bytes.Length);
            Bytes.CopyTo(CollectionsMarshal.AsSpan(bytes)[(int)Offset..]);
        }
    }

    private sealed record Truncation(long Length) : Change
    {
        internal override void Apply(List<byte> bytes)
        {
            if (bytes.Count > Length) bytes.RemoveRange((int)Length, bytes.Count - (int)Length);
            while (bytes.Count < Length) bytes.Add(0);
        }
    }

    private sealed class Inode
    {
        private readonly List<byte> _durable = [];
        private readonly List<Change> _pending = [];

        internal List<byte> Seen { get; } = [];

        internal void Change(Change change)
        {
            change.Apply(Seen);
            _pending.Add(change);
        }

        internal void Sync()
        {
            foreach (var change in _pending) change.Apply(_durable);
            _pending.Clear();
        }

        internal void LosePending() => _pending.Clear();

        internal List<byte> AfterPowerLoss(Unsynced fate, Random random)
        {
            List<byte> bytes = [.. _durable];
            foreach (var change in _pending)
            {
                if (change is Piece piece && fate is Unsynced.Torn or Unsynced.Zeroed) Tear(bytes, (Piece)change, fate, random);
                else if (fate is Unsynced.All || fate is not Unsynced.None && random.Next(2) == 0) change.Apply(bytes);
            }
            return bytes;
        }

        // Each sector gets there or not. The file's length may be there before its bytes, which are zeros then.
        private static void Tear(List<byte> bytes, Piece piece, Unsynced fate, Random random)
        {
            if (fate == Unsynced.Zeroed || random.Next(2) == 0) new Piece(piece.Offset, new byte[piece.Bytes.Length]).Apply(bytes);
            if (fate == Unsynced.Zeroed) return;
            for (var at = 0; at < piece.Bytes.Length;)
            {
                var length = (int)Math.Min(piece.Bytes.Length - at, Sector - (piece.Offset + at) % Sector);
                if (random.Next(2) == 0) new Piece(piece.Offset + at, piece.Bytes[at..(at + length)]).Apply(bytes);
                at += length;
            }
        }
    }

    private sealed class Handle(SimulatedDisk disk, Inode inode) : IStoreFile
    {
        private bool _syncFailed;

        public long Length => inode.Seen.Count;

        public int Read(long offset, Span<byte> bytes)
        {
            var length = (int)Math.Clamp(inode.Seen.Count - offset, 0, bytes.Length);
            CollectionsMarshal.AsSpan(inode.Seen).Slice((int)offset, length).CopyTo(bytes);
            return length;
        }

        // A write that fails may have written a part.
        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            var all = bytes.ToArray();
            disk.Do(() => Change(all), () => Change(all[..(all.Length / 2)]));

            int Change(byte[] some)
            {
                inode.Change(new Piece(offset, some));
                return 0;
            }
        }

        public void SetLength(long length) => disk.Do(() =>
        {
            inode.Change(new Truncation(length));
            return 0;
        });

        public void Sync()
        {
            Assert.False(_syncFailed, "A handle whose sync failed is never synced again.");
            disk.Do(() =>
            {
                if (disk.SyncFault() is { } failure)
                {
                    _syncFailed = true;
                    inode.LosePending();
                    throw failure;
                }
                inode.Sync();
                return 0;
            }, () =>
            {
                _syncFailed = true;
                inode.LosePending();
            });
        }

        public void Dispose() { }
    }

    private sealed class Held(SimulatedDisk disk) : IDisposable
    {
        public void Dispose() => disk._locked = false;
    }
}
