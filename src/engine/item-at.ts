/** The item at an index that was made for the list: that it is not there is a mistake of ours, never of the account. */
export const itemAt = <Item>(list: readonly Item[], index: number): Item => {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} of ${list.length}`);
  return item;
};
