using System.Globalization;

namespace Evaluation.Browser.Tests.Rules;

/// <summary>The form of a round's rules, filled in as a person does: field by field, row by row.</summary>
internal sealed class RulesForm(IPage page)
{
    /// <summary>Fills in fields. A folded section is opened first.</summary>
    public async Task FillAsync(params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            var field = page.Locator($"[name='{name}']:not([type=hidden])").First;
            await field.EvaluateAsync("field => { for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true; }");
            if (await field.EvaluateAsync<bool>("field => field.tagName === 'SELECT'"))
                await field.SelectOptionAsync(value);
            else
                await field.FillAsync(value);
        }
    }

    /// <summary>Fills in the rows of a list, and adds what it lacks.</summary>
    /// <param name="rows">The fields of each row by the end of their names: <c>label/zh</c>.</param>
    public async Task ListAsync(string list, string[] fields, params string[][] rows)
    {
        for (var standing = await RowsAsync(list); standing < rows.Length; standing++)
            await PressAsync($"add {list}", list, standing + 1);
        foreach (var (index, row) in rows.Index())
            await FillAsync([.. fields.Zip(row, (field, value) => (string.Create(CultureInfo.InvariantCulture, $"{list}/{index}/{field}"), value)).Where(field => field.value.Length > 0)]);
    }

    /// <summary>Moves a row before the one above it.</summary>
    public Task MoveUpAsync(string list, int row) => page.ClickAsync($"button[value='up {list}/{row}']");

    public async Task SaveAsync()
    {
        await page.ClickAsync(".save-bar button[value=save]");
        await Expect(page.Locator(".notice-good")).ToBeVisibleAsync();
    }

    /// <summary>Saves what is refused, and returns the listed faults.</summary>
    public async Task<string> RefusedAsync()
    {
        await page.ClickAsync(".save-bar button[value=save]");
        await Expect(page.Locator("#faults")).ToBeVisibleAsync();
        return await page.InnerTextAsync("#faults");
    }

    private Task<int> RowsAsync(string list) => page.Locator($"button[value^='remove {list}/']").CountAsync();

    private async Task PressAsync(string act, string list, int rows)
    {
        await page.ClickAsync($"button[value='{act}']");
        await Expect(page.Locator($"button[value^='remove {list}/']")).ToHaveCountAsync(rows);
    }
}
