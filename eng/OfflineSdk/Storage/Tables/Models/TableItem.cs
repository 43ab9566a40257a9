namespace Azure.Data.Tables.Models;

/// <summary>A table's properties.</summary>
public class TableItem(string name)
{
    /// <summary>The table's name.</summary>
    public string Name { get; } = name;
}
