namespace Evaluation.Browser.Tests;

/// <summary>The acts of a voter on the page.</summary>
internal static class Voting
{
    extension(IPage page)
    {
        /// <summary>Chooses an option for a criterion of the open unit form, with one tap.</summary>
        public Task MarkAsync(int criterion, int option) => page.Locator($"label:has(input[name='mark-{criterion}'][value='{option}'])").ClickAsync();

        /// <summary>Fills in the open unit form.</summary>
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

        /// <summary>The ballot data in the device's storage.</summary>
        public Task<string> KeptAsync() => page.EvaluateAsync<string>("() => JSON.stringify({...localStorage})");
    }
}
