package scan

// CaseTies works out the table tie of the rows of a case.
var CaseTies = ties
