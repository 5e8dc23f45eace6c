namespace Evaluation.Browser.Tests;

/// <summary>What a voter does with the page, as the tests say it.</summary>
internal static class Voting
{
    extension(IPage page)
    {
        /// <summary>Chooses an option for a criterion of the open sheet, with one tap.</summary>
        public Task MarkAsync(int criterion, int option) => page.Locator($"label:has(input[name='mark-{criterion}'][value='{option}'])").ClickAsync();

        /// <summary>Fills in the open sheet.</summary>
        public async Task RateAsync(params int[] marks)
        {
            for (var criterion = 0; criterion < marks.Length; criterion++)
                await page.MarkAsync(criterion, marks[criterion]);
        }

        /// <summary>Opens the unit of this name from the list.</summary>
        public async Task ChooseAsync(string unit)
        {
            await page.Locator(".unit-row", new() { HasTextRegex = new($"^{unit}\\D") }).ClickAsync();
            await Expect(page.Locator("#sheet-name")).ToHaveTextAsync(unit);
        }

        /// <summary>What the device keeps of ballots.</summary>
        public Task<string> KeptAsync() => page.EvaluateAsync<string>("() => JSON.stringify({...localStorage})");
    }
}
