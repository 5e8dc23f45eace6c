using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Cluster.Tests.Engine;

public sealed class TokenBookTests
{
    private static readonly TimeSpan Wanted = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly TokenBook _book;

    public TokenBookTests() => _book = new(_clock);

    [Fact]
    public void Before_the_first_answer_a_token_belongs_to_no_activation() => Assert.Equal(0, _book.For(Wanted).Activation);

    [Fact]
    public void A_token_expires_by_the_activations_clock_when_the_sender_stops_waiting()
    {
        _book.Keep(new(7, 1_000));
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(new AdmissionToken(7, 4_500), _book.For(Wanted));
    }

    [Fact]
    public void The_token_of_another_activation_is_kept_at_once()
    {
        _book.Keep(new(7, 1_000));
        _book.Keep(new(8, 20));
        Assert.Equal(new AdmissionToken(8, 3_020), _book.For(Wanted));
    }

    [Fact]
    public void A_newer_token_of_the_same_activation_is_kept_once_in_a_while()
    {
        _book.Keep(new(7, 1_000));
        _clock.Advance(ClusterLimits.TokenKept);
        // The activation's clock runs one second late by now.
        var late = 1_000 + (long)ClusterLimits.TokenKept.TotalMilliseconds - 1_000;
        _book.Keep(new(7, late));
        Assert.Equal(late + 4_000, _book.For(Wanted).Clock);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _book.Keep(new(7, late + 1));
        Assert.Equal(late + 3_001, _book.For(Wanted).Clock);
    }
}
