namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// The connections to one server, at most <see cref="Config.MaxConnectionPoolSize"/> of them, the one used last first. Who finds none free and the pool full waits in line. For
/// several threads at once.
/// </summary>
internal sealed class ConnectionPool(Config config, Func<AuthToken, CancellationToken, Task<BoltConnection>> open) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<BoltConnection> _idle = new();
    private readonly HashSet<BoltConnection> _used = [];

    /// <summary>Callers in line. Each gets a connection, or null with the right to open one.</summary>
    private readonly LinkedList<TaskCompletionSource<BoltConnection?>> _waiting = new();
    private int _count;
    private bool _disposed;

    /// <summary>Connections open or being opened, and how many of them are idle.</summary>
    public (int Count, int Idle, int Waiting) Size
    {
        get
        {
            lock (_lock)
                return (_count, _idle.Count, _waiting.Count);
        }
    }

    /// <exception cref="ConnectionAcquisitionTimeoutException">None came free in time.</exception>
    /// <exception cref="Neo4jException">What opening a connection throws.</exception>
    public async ValueTask<BoltConnection> AcquireAsync(AuthToken auth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            BoltConnection? connection;
            TaskCompletionSource<BoltConnection?>? place = null;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, typeof(IDriver));
                if (!_idle.TryPop(out connection))
                {
                    if (_count < config.MaxConnectionPoolSize)
                        _count++;
                    else
                        _waiting.AddLast(place = new(TaskCreationOptions.RunContinuationsAsynchronously));
                }
            }
            if (place is not null)
                connection = await WaitAsync(place, cancellationToken);
            if (connection is null)
                return await OpenAsync(auth, cancellationToken);
            if (await IsUsableAsync(connection))
            {
                try
                {
                    await connection.AuthenticateAsync(auth, cancellationToken);
                }
                catch
                {
                    await DiscardAsync(connection);
                    throw;
                }
                return Lend(connection);
            }
            await DiscardAsync(connection);
        }
    }

    /// <summary>Takes a connection back: to the next in line, to the idle ones, or out of the pool where it can't be used again.</summary>
    public async ValueTask ReleaseAsync(BoltConnection connection)
    {
        if (connection.NeedsReset && !connection.IsBroken)
            await connection.ResetAsync();
        lock (_lock)
            _used.Remove(connection);
        if (connection.IsBroken)
        {
            await DiscardAsync(connection);
            return;
        }
        connection.Rest();
        lock (_lock)
        {
            if (!_disposed)
            {
                if (!HandOver(connection))
                    _idle.Push(connection);
                return;
            }
        }
        await DiscardAsync(connection);
    }

    /// <summary>Closes the idle connections: the server was just seen to be gone.</summary>
    public void CloseIdle()
    {
        while (true)
        {
            BoltConnection? connection;
            lock (_lock)
            {
                if (!_idle.TryPop(out connection))
                    return;
                _count--;
                GiveRight();
            }
            connection.Abort();
        }
    }

    /// <summary>Closes all, those in use too; callers in line are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        BoltConnection[] idle, used;
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            idle = [.. _idle];
            used = [.. _used];
            _idle.Clear();
            foreach (var place in _waiting)
                place.TrySetException(new ObjectDisposedException(nameof(IDriver)));
            _waiting.Clear();
        }
        foreach (var connection in used)
            connection.Abort();
        foreach (var connection in idle)
            await connection.DisposeAsync();
    }

    private async Task<BoltConnection?> WaitAsync(TaskCompletionSource<BoltConnection?> place, CancellationToken cancellationToken)
    {
        try
        {
            return await place.Task.WaitAsync(config.ConnectionAcquisitionTimeout, config.TimeProvider, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            lock (_lock)
                _waiting.Remove(place);
            // Who was served in the same moment passes it on.
            if (!place.TrySetCanceled(CancellationToken.None) && place.Task.IsCompletedSuccessfully)
            {
                if (place.Task.Result is { } connection)
                {
                    await ReleaseAsync(connection);
                }
                else
                {
                    lock (_lock)
                        Withdraw();
                }
            }
            if (e is OperationCanceledException)
                throw;
            throw new ConnectionAcquisitionTimeoutException(
                $"None of {config.MaxConnectionPoolSize} connections came free within {config.ConnectionAcquisitionTimeout.TotalSeconds:0.###} s.");
        }
    }

    private async Task<BoltConnection> OpenAsync(AuthToken auth, CancellationToken cancellationToken)
    {
        BoltConnection connection;
        try
        {
            connection = await open(auth, cancellationToken);
        }
        catch
        {
            lock (_lock)
                Withdraw();
            throw;
        }
        try
        {
            return Lend(connection);
        }
        catch
        {
            await DiscardAsync(connection);
            throw;
        }
    }

    private BoltConnection Lend(BoltConnection connection)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(IDriver));
            _used.Add(connection);
        }
        return connection;
    }

    private async ValueTask<bool> IsUsableAsync(BoltConnection connection)
    {
        var now = config.TimeProvider.GetTimestamp();
        if (connection.IsClosedByServer() || config.TimeProvider.GetElapsedTime(connection.CreatedAt, now) >= config.MaxConnectionLifetime)
            return false;
        return config.TimeProvider.GetElapsedTime(connection.IdleSince, now) < config.ConnectionLivenessCheckTimeout || await connection.ResetAsync();
    }

    private async ValueTask DiscardAsync(BoltConnection connection)
    {
        lock (_lock)
            Withdraw();
        await connection.DisposeAsync();
    }

    /// <summary>One connection fewer; the next in line may open one.</summary>
    private void Withdraw()
    {
        _count--;
        GiveRight();
    }

    private void GiveRight()
    {
        if (_count < config.MaxConnectionPoolSize && HandOver(null))
            _count++;
    }

    private bool HandOver(BoltConnection? connection)
    {
        while (_waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            if (first.Value.TrySetResult(connection))
                return true;
        }
        return false;
    }
}
