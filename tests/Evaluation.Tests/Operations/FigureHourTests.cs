using Evaluation.Gateway.Operations.Measuring;

namespace Evaluation.Tests.Operations;

/// <summary>The hour of one process: bounded, and right when its clock is set.</summary>
public sealed class FigureHourTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 9, 0, 3, TimeSpan.FromHours(8));

    private DateTimeOffset _now = Start;
    private readonly FigureHour _hour = new(Start);

    [Fact]
    public void A_bucket_holds_what_was_counted_in_its_ten_seconds()
    {
        _hour.Current.Accept(2);
        Move(seconds: 6);
        _hour.Current.Accept(3);
        Move(seconds: 1);
        _hour.Current.Accept(4);
        _hour.Current.Refuse("busy", 1);
        _hour.Current.Refuse("busy", 1);
        _hour.Current.BallotTook(0.02);
        _hour.Current.Wait(7);
        _hour.Current.Wait(3);
        _hour.Current.WasBehind(0.4);
        _hour.Current.WasBehind(0.2);
        var buckets = _hour.Since(0);
        Assert.Equal([(5L, Start.AddSeconds(-3)), (4, Start.AddSeconds(7))], buckets.Select(bucket => (bucket.Accepted, BucketFigures.StartOf(bucket.Index).ToOffset(Start.Offset))));
        Assert.Equal((2, 7, 0.4), (buckets[1].Refused["busy"], buckets[1].Waiting, buckets[1].BehindSeconds));
        Assert.Equal((null, null, 0), (buckets[0].Waiting, buckets[0].BehindSeconds, buckets[0].Refused.Count));
        Assert.Equal(1, new DurationCounts().Add(buckets[1].Ballots).Count);
    }

    [Fact]
    public void An_hour_is_kept_and_no_more_however_long_the_process_runs()
    {
        for (var bucket = 0; bucket < 5 * Limits.FigureBuckets; bucket++)
        {
            _hour.Current.Accept(bucket);
            Move(seconds: 10);
        }
        var kept = _hour.Since(0);
        Assert.Equal(Limits.FigureBuckets + 1, kept.Count);
        Assert.Equal([.. Enumerable.Range(4 * Limits.FigureBuckets, Limits.FigureBuckets), 0], kept.Select(bucket => (int)bucket.Accepted));
    }

    [Fact]
    public void A_reader_gets_only_what_it_lacks()
    {
        for (var bucket = 0; bucket < 9; bucket++)
            Move(seconds: 10);
        Assert.Equal(4, _hour.Since(_hour.Current.Index - 3).Count);
    }

    [Fact]
    public void Buckets_that_the_clock_skips_are_missing_and_not_empty()
    {
        _hour.Current.Accept(1);
        Move(seconds: 60);
        _hour.Current.Accept(2);
        Assert.Equal([1, 2], _hour.Since(0).Select(bucket => bucket.Accepted));
    }

    [Fact]
    public void After_a_step_forward_of_hours_nothing_old_is_left()
    {
        _hour.Current.Accept(1);
        Move(seconds: 10 * 3600);
        Assert.Equal(0, Assert.Single(_hour.Since(0)).Accepted);
    }

    [Fact]
    public void After_a_step_back_the_buckets_of_the_future_are_dropped_and_counting_goes_on()
    {
        foreach (var accepted in new[] { 1, 2, 3, 4 })
        {
            _hour.Current.Accept(accepted);
            Move(seconds: 10);
        }
        Move(seconds: -25);
        _hour.Current.Accept(10);
        Assert.Equal([1, 12], _hour.Since(0).Select(bucket => bucket.Accepted));
        Move(seconds: 10);
        _hour.Current.Accept(5);
        Assert.Equal([1, 12, 5], _hour.Since(0).Select(bucket => bucket.Accepted));
    }

    [Fact]
    public void After_a_step_back_of_days_counting_starts_again()
    {
        _hour.Current.Accept(1);
        Move(seconds: -3 * 24 * 3600);
        _hour.Current.Accept(2);
        Assert.Equal([2], _hour.Since(0).Select(bucket => bucket.Accepted));
    }

    private void Move(int seconds) => _hour.MoveTo(_now = _now.AddSeconds(seconds));
}
