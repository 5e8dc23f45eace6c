using System.Globalization;
using Xunit.Abstractions;

namespace Evaluation.Browser.Tests.Speed;

/// <summary>The time from a voting link to the first tap, on a slow phone in a slow network.</summary>
/// <remarks>The times are printed and not asserted, because they depend on this machine.</remarks>
[Collection(OneFixture.Name)]
public sealed class SlowPhoneTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const int Units = 60;
    private const int BytesMax = 60_000;

    /// <summary>Milliseconds from the link until the paper is painted and the page can react to a tap.</summary>
    private const string Watch = """
        window.ready = new Promise(found => {
          new MutationObserver((_, watching) => {
            if (!document.querySelector("#vote-paper:not([hidden])")) return;
            watching.disconnect();
            requestAnimationFrame(() => setTimeout(() => found(performance.now())));
          }).observe(document, { subtree: true, childList: true, attributeFilter: ["hidden"] });
        });
        """;

    [BrowserFact]
    public async Task The_first_of_60_units_can_be_rated_after_60_kilobytes()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, Units);
        for (var visit = 1; visit <= 3; visit++)
        {
            await using var voter = await fixture.VisitAsync(Screen.Phone);
            var network = await SlowPhone.EmulateAsync(voter);
            await voter.Page.AddInitScriptAsync(Watch);
            // The test does not poll, so only the page uses the processor.
            await voter.Page.GotoAsync($"/vote/{round.Id}#{credential}");
            var ready = await voter.Page.EvaluateAsync<double>("window.ready");
            var (bytes, answers) = (network.Bytes, network.Answers);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"visit {visit}: {bytes:N0} bytes in {answers} answers, ready after {ready:N0} ms"));
            Assert.InRange(bytes, 1, BytesMax);
        }
    }
}
