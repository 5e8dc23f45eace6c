namespace Evaluation.Kernel;

/// <summary>Limits of panels, draws and inspection sheets.</summary>
public static partial class Limits
{
    /// <summary>Panels of a round: more than a city with 1,000 units sets up.</summary>
    public const int PanelsPerRound = 500;

    /// <summary>Inspectors of a panel: named experts and their deputies.</summary>
    public const int InspectorsPerPanel = 50;

    /// <summary>Bytes of a panel as it is sent: all units of the largest round.</summary>
    public const int PanelBytes = 256 << 10;

    /// <summary>Draws of a round: several a month.</summary>
    public const int DrawsPerRound = 500;

    /// <summary>Characters of a seed: a hash, or a number from a newspaper with its date.</summary>
    public const int SeedCharacters = 200;

    /// <summary>Bytes of an inspection sheet with its notes, as it is sent.</summary>
    public const int SheetBytes = 100 << 10;

    /// <summary>Versions of a sheet that conflict with each other: more devices than an inspector has. All fit one document.</summary>
    public const int SheetHeads = 8;

    /// <summary>Edits of a sheet that are recognised when they are sent again.</summary>
    public const int SheetEdits = 64;

    /// <summary>How often a save is tried when other devices save the same sheet meanwhile.</summary>
    public const int SheetSaveAttempts = 20;

    /// <summary>Decimals of points in a sheet that is not filed.</summary>
    public const int DraftPointDecimals = 4;

    /// <summary>Decimals of points in a filed sheet.</summary>
    public const int FiledPointDecimals = 2;
}
