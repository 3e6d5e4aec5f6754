using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HumanRightsGraph.Server.Caching;

/// <summary>
/// Redis as advice: whatever it does costs speed and nothing else. An operation has 50 ms; five failures in a row open the circuit, then nothing is
/// sent but one trial write a second; so many commands at most are under way, beyond them a read is a miss and a write is left out. Nothing is
/// queued to be sent later.
/// </summary>
internal sealed class AdvisoryCache(RedisCache redis, IOptions<RedisCacheOptions> options, CacheMetrics metrics, ILogger<AdvisoryCache> logger, TimeProvider time) : BackgroundService
{
    public const int FailuresToOpen = 5;
    public static readonly TimeSpan TrialInterval = TimeSpan.FromSeconds(1);

    /// <summary>Commands whose reply is awaited, those given up after 50 ms among them.</summary>
    public const int MaxInFlight = 64;

    /// <summary>The library reconnects by itself; a connection on which nothing has come for so long is given up all the same, for a new one.</summary>
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(4);
    private const int TrialsToExplain = 3;
    private static readonly TimeSpan WarningInterval = TimeSpan.FromMinutes(1);
    /// <summary>One other reason is told sooner: what a slow start looks like may hide what is wrong.</summary>
    private static readonly TimeSpan OtherReasonInterval = TimeSpan.FromSeconds(5);
    private static readonly DistributedCacheEntryOptions Life = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };
    private static readonly DistributedCacheEntryOptions TrialLife = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(30) };

    private readonly TimeSpan _limit = options.Value.OperationLimit;
    private readonly Circuit _circuit = new(FailuresToOpen);
    // Of one connection: replaced with it, so that commands that are never answered don't take places for ever.
    private Places _places = new();
    private (long At, string Reason, bool IsSecond)? _warned;
    private int _unexplained;

    private sealed class Places
    {
        public int Taken;
    }

    /// <summary>False while answers are neither looked up nor stored.</summary>
    public bool IsOn => !_circuit.IsOpen;

    /// <summary>What its commands take, beside what computing does.</summary>
    public AskingWorth Worth { get; } = new(options.Value.AskedFrom);

    /// <summary>Commands under way.</summary>
    public int InFlight => Volatile.Read(ref Volatile.Read(ref _places).Taken);

    /// <summary>The value, or null: there is none, or none in time.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellation)
    {
        if (!IsOn || !TryTake(out var places)) return null;
        var started = time.GetTimestamp();
        var command = Run(() => redis.GetAsync(key, CancellationToken.None), places);
        try
        {
            var value = await command.WaitAsync(_limit, time, cancellation).ConfigureAwait(false);
            Worth.Answered(time.GetElapsedTime(started));
            _circuit.Succeeded();
            return value;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(e, key);
            return null;
        }
    }

    /// <summary>Stores the value, at some time soon or not at all; doesn't wait.</summary>
    public void Set(string key, byte[] value) => _ = SendAsync(key, () => redis.SetAsync(key, value, Life, CancellationToken.None));

    /// <summary>Removes the value, at some time soon or not at all; doesn't wait.</summary>
    public void Remove(string key) => _ = SendAsync(key, () => redis.RemoveAsync(key, CancellationToken.None));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TrialInterval, time);
        var answered = time.GetTimestamp();
        try
        {
            await redis.TriedAsync(stoppingToken).ConfigureAwait(false);
            // The first command pays for the start of much; the next is judged.
            await redis.SetAsync("trial", [1], TrialLife, CancellationToken.None).WaitAsync(TrialInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            do
            {
                if (await TryAsync(stoppingToken).ConfigureAwait(false)) answered = time.GetTimestamp();
                else if (time.GetElapsedTime(answered) > ReconnectAfter)
                {
                    redis.Reconnect();
                    Volatile.Write(ref _places, new Places());
                    answered = time.GetTimestamp();
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>One write that has no other purpose. It closes an open circuit, so that only a server that takes writes is used.</summary>
    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        var wasOff = !IsOn;
        var started = time.GetTimestamp();
        try
        {
            await redis.SetAsync("trial", [1], TrialLife, CancellationToken.None).WaitAsync(_limit, time, cancellation).ConfigureAwait(false);
            Worth.Answered(time.GetElapsedTime(started));
        }
        catch (RedisServerException e) when (IsFull(e))
        {
            // Reads are of use all the same.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(e, null);
            if (!IsOn) Warn(e);
            return false;
        }
        _circuit.Close();
        if (wasOff) AdvisoryCacheLog.IsOn(logger);
        return true;
    }

    private async Task SendAsync(string key, Func<Task> send)
    {
        if (!IsOn || !TryTake(out var places)) return;
        try
        {
            await Run(async () =>
            {
                await send().ConfigureAwait(false);
                return true;
            }, places).WaitAsync(_limit, time).ConfigureAwait(false);
            _circuit.Succeeded();
        }
        catch (Exception e)
        {
            Failed(e, key);
        }
    }

    private static async Task<T> Run<T>(Func<Task<T>> command, Places places)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref places.Taken);
        }
    }

    private bool TryTake(out Places places)
    {
        places = Volatile.Read(ref _places);
        if (Interlocked.Increment(ref places.Taken) <= MaxInFlight) return true;
        Interlocked.Decrement(ref places.Taken);
        metrics.Crowded.Add(1);
        return false;
    }

    private void Failed(Exception e, string? key)
    {
        metrics.Failures.Add(1);
        switch (e)
        {
            case RedisServerException full when IsFull(full):
                _circuit.Succeeded();
                break;
            // Something else stands where an answer should: it is taken away, and the server is well.
            case RedisServerException wrong when wrong.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal):
                _circuit.Succeeded();
                metrics.Poisoned.Add(1);
                if (key is not null) Remove(key);
                break;
            // It answers and doesn't take commands (loading its data, a replica, a password missing), or there is no connection: the next is no better.
            case RedisServerException or IOException:
                _circuit.Open();
                break;
            default:
                _circuit.Failed();
                break;
        }
    }

    private void Warn(Exception e)
    {
        var known = redis.Reason;
        var reason = known ?? (e is TimeoutException ? "it doesn't answer in time" : "there is no connection");
        var last = _warned;
        var since = last is { } warned ? time.GetElapsedTime(warned.At) : TimeSpan.MaxValue;
        if (since < (last is { IsSecond: false } && reason != last.Value.Reason ? OtherReasonInterval : WarningInterval)) return;
        // Why there is no connection may show a moment after there is none.
        if (known is null && _unexplained++ < TrialsToExplain) return;
        (_warned, _unexplained) = ((time.GetTimestamp(), reason, since < WarningInterval), 0);
        AdvisoryCacheLog.IsOff(logger, reason + AdviceOn(reason));
    }

    private static string AdviceOn(string reason) => reason[(reason.LastIndexOf(' ') + 1)..] switch
    {
        "NOAUTH" or "WRONGPASS" => ": set its password in HRGRAPH_REDIS_PASSWORD, and its user, unless that is the default one, in HRGRAPH_REDIS_USER",
        "NOPERM" => ": its user needs +ping +echo +client|setname +getrange +setex +expire +del and the keys ~hrgraph:*",
        _ => "",
    };

    private static bool IsFull(RedisServerException e) => e.Message.StartsWith("OOM", StringComparison.Ordinal);
}

internal static partial class AdvisoryCacheLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is not used ({Reason}); answers are computed instead. It is tried again each second.")]
    public static partial void IsOff(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis is used.")]
    public static partial void IsOn(ILogger logger);
}
