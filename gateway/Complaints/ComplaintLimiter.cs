using System.Net;
using Evaluation.Gateway.Http.Authentication;

namespace Evaluation.Gateway.Complaints;

/// <summary>
/// Admits <see cref="Limits.ComplaintsPerHour"/> complaints from one address in any hour, on each gateway. Addresses are in memory
/// only, and for an hour.
/// </summary>
public sealed class ComplaintLimiter(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Queue<DateTimeOffset>> _times = [];
    private DateTimeOffset _cleanedAt = clock.GetUtcNow();

    /// <summary>The number of addresses that are kept.</summary>
    internal int Count => _times.Count;

    /// <summary>Counts a complaint; or refuses it with <see cref="RefusalCode.TooManyAttempts"/> and counts nothing.</summary>
    /// <param name="from">Null: unknown.</param>
    public Refusal? Refuse(IPAddress? from)
    {
        var (address, now) = (NetworkAddress.Of(from), clock.GetUtcNow());
        lock (_lock)
        {
            if (now - _cleanedAt >= Window)
                Clean(now);
            if (!_times.TryGetValue(address, out var times))
                _times[address] = times = new();
            while (times.TryPeek(out var oldest) && now - oldest >= Window)
                times.Dequeue();
            if (times.Count >= Limits.ComplaintsPerHour)
            {
                var seconds = Math.Max(1, (int)Math.Ceiling((times.Peek() + Window - now).TotalSeconds));
                return new(
                    RefusalCode.TooManyAttempts, $"At most {Limits.ComplaintsPerHour} complaints an hour are accepted from one address. Send this one later.", ("retryAfter", seconds));
            }
            times.Enqueue(now);
            return null;
        }
    }

    /// <summary>Once an hour, forgets the addresses of the hours before.</summary>
    private void Clean(DateTimeOffset now)
    {
        foreach (var (address, _) in _times.Where(known => known.Value.All(time => now - time >= Window)).ToArray())
            _times.Remove(address);
        _cleanedAt = now;
    }
}
