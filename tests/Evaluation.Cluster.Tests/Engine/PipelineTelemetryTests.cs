using System.Diagnostics.Metrics;
using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Wire;
using Evaluation.Staff;

namespace Evaluation.Cluster.Tests.Engine;

public sealed class PipelineTelemetryTests
{
    [Fact]
    public async Task A_call_to_a_silo_is_measured_under_the_name_of_its_pipeline()
    {
        List<string?> pipelines = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, started) =>
        {
            if (instrument.Meter.Name == "Polly" && instrument.Name == "resilience.polly.pipeline.duration")
                started.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag.Key == "pipeline.name")
                    lock (pipelines)
                        pipelines.Add((string?)tag.Value);
        });
        listener.Start();

        var calls = new Calls(TimeSpan.FromSeconds(1));
        var route = new Route(new Answers());
        await calls.SendAsync(route, new ViewStaff());
        await calls.SendAsync(route, new AddStaff("li", [], "hash", default, "wang"));
        Assert.Contains("silo-call-repeatable", pipelines);
        Assert.Contains("silo-call", pipelines);
    }

    private sealed class Answers : ITurns
    {
        public ValueTask<Envelope> SendAsync(Envelope envelope) => new(new Envelope(new StaffRoster(), envelope.Token));
    }
}
