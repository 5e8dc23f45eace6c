using Evaluation.Gateway.Pages.Assets;

namespace Evaluation.Tests.Pages.Assets;

/// <summary>Modules that are linked into one.</summary>
public sealed class LinkedModuleTests
{
    [Fact]
    public void Modules_are_linked_once_each_in_import_order_with_their_own_scopes() =>
        Assert.Equal(
            """
            const $c = (() => {
            const place = 1;
            const seen = () => place;
            class Kept {}
            return { seen, Kept };
            })();
            const $b_one = (() => {
            const { seen, Kept } = $c;
            async function place() { await seen(Kept); }
            return { place };
            })();
            const $a = (() => {
            // The page.
            const { place } = $b_one;
            const c = $c;
            place(c.seen());
            return {  };
            })();

            """,
            Link(
                ("a.js", "// The page.\nimport { place } from \"./b-one.js\";\nimport * as c from \"./c.js\";\nplace(c.seen());\n"),
                ("b-one.js", "import { seen, Kept } from \"./c.js\";\nexport async function place() { await seen(Kept); }\n"),
                ("c.js", "const place = 1;\nexport const seen = () => place;\nexport class Kept {}\n")));

    [Fact]
    public void A_module_of_another_folder_is_found_by_its_name() =>
        Assert.Equal(
            Link(("a.js", "import { b } from \"./b.js\";\n"), ("b.js", "import { c } from \"./c.js\";\nexport const b = c;\n"), ("c.js", "export const c = 1;\n")),
            Link(("a.js", "import { b } from \"./voter/b.js\";\n"), ("b.js", "import { c } from \"../browser/c.js\";\nexport const b = c;\n"), ("c.js", "export const c = 1;\n")));

    [Theory]
    [InlineData("import { a as b } from \"./b.js\";")]
    [InlineData("import all from \"./b.js\";")]
    [InlineData("import \"./b.js\";")]
    [InlineData("import { a } from \"https://elsewhere/b.js\";")]
    [InlineData("export default 7;")]
    [InlineData("export let a = 7;")]
    [InlineData("export { a };")]
    public void An_unsupported_import_or_export_is_refused(string line) => Assert.Throws<InvalidOperationException>(() => Link(("a.js", line), ("b.js", "export const a = 1;")));

    [Fact]
    public void Circular_imports_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => Link(("a.js", "import { b } from \"./b.js\";"), ("b.js", "import { a } from \"./a.js\";\nexport const b = 1;")));

    private static string Link(params (string Name, string Text)[] modules) => LinkedModule.Of(modules[0].Name, name => modules.Single(module => module.Name == name).Text);
}
