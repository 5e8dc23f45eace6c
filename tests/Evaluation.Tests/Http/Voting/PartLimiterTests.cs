using System.Net;
using Evaluation.Ballots;
using Evaluation.Gateway.Voting;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Voting;

/// <summary>Guessing of second parts is slowed down, and no voter is locked out.</summary>
public sealed class PartLimiterTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1"), There = IPAddress.Parse("198.51.100.1");

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly PartLimiter _limiter;

    public PartLimiterTests() => _limiter = new(_clock);

    [Fact]
    public void After_a_few_unknown_pairs_a_first_part_waits_at_the_address_and_works_after_the_pause()
    {
        Guess(1, Here, Limits.UnknownPartsAtOnce - 1);
        Assert.Equal(0, Wait(1, Here));
        Guess(1, Here);
        var seconds = Wait(1, Here);
        Assert.InRange(seconds, 1, (int)Limits.UnknownPartEvery.TotalSeconds);
        // Whatever the second part is, so that the answer tells nothing.
        Assert.True(_limiter.IsExhausted(Secret(1, second: 99), Here, out _));
        Assert.Equal(0, Wait(2, Here));
        Assert.Equal(0, Wait(1, There));
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(0, Wait(1, Here));
        Guess(1, Here);
        Assert.NotEqual(0, Wait(1, Here));
    }

    [Fact]
    public void Unknown_pairs_at_the_same_moment_add_up_to_a_short_pause_only()
    {
        Guess(1, Here, 1_000);
        Assert.Equal((int)(Limits.UnknownPartEvery + Limits.UnknownPartsPauseMax).TotalSeconds, Wait(1, Here));
        Assert.Equal((int)(Limits.UnknownPartEveryOfAll + Limits.UnknownPartsPauseMax).TotalSeconds, Wait(1, There));
    }

    [Fact]
    public void One_address_that_guesses_all_the_time_stops_no_voter_at_another_one()
    {
        for (var second = 0; second < 600; second++)
        {
            while (Wait(1, Here) == 0)
                Guess(1, Here);
            Assert.Equal(0, Wait(1, There));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void Many_addresses_together_guess_no_faster_than_the_limit_of_a_first_part()
    {
        var guessed = 0;
        for (var second = 0; second < 3_600; second++)
        {
            for (var address = 0; address < 200; address++)
                if (Wait(1, Address(address)) == 0)
                {
                    Guess(1, Address(address));
                    guessed++;
                }
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.InRange(guessed, 1_800, Limits.UnknownPartsAtOnceOfAll + (int)(3_600 / Limits.UnknownPartEveryOfAll.TotalSeconds) + 1);
    }

    [Fact]
    public void A_credential_in_one_part_never_waits_and_is_not_remembered()
    {
        var whole = CredentialSecret.Read(Given.Secret(1));
        for (var attempt = 0; attempt < 1_000; attempt++)
            _limiter.Count(whole, Here);
        Assert.False(_limiter.IsExhausted(whole, Here, out _));
        Assert.Equal(0, _limiter.Remembered);
    }

    [Fact]
    public void Invented_first_parts_take_bounded_memory_and_free_no_first_part_that_is_guessed_at()
    {
        Guess(1, Here, 50);
        for (var invented = 2; invented < Limits.FirstPartsRemembered; invented++)
            Guess(invented, There);
        Assert.InRange(_limiter.Remembered, 1, Limits.FirstPartsRemembered + 1);
        Assert.NotEqual(0, Wait(1, Here));
    }

    private static IPAddress Address(int number) => new([10, 0, (byte)(number / 250), (byte)(1 + (number % 250))]);

    private void Guess(int first, IPAddress from, int times = 1)
    {
        for (var attempt = 0; attempt < times; attempt++)
            _limiter.Count(Secret(first, attempt), from);
    }

    /// <summary>The seconds that the first part waits; 0 for none.</summary>
    private int Wait(int first, IPAddress from)
    {
        if (!_limiter.IsExhausted(Secret(first, 0), from, out var refusal))
            return 0;
        Assert.Equal(RefusalCode.TooManyAttempts, refusal.Code);
        return (int)refusal.Fact("retryAfter")!;
    }

    private static CredentialSecret Secret(int first, int second)
    {
        var bytes = new byte[CredentialSecret.BytesMax];
        BitConverter.TryWriteBytes(bytes, first);
        BitConverter.TryWriteBytes(bytes.AsSpan(15), second);
        return CredentialSecret.Of(bytes.AsSpan(0, 15), bytes.AsSpan(15));
    }
}
