import { Drawer, type DrawerProps } from "antd";
import { useFocusBack } from "./useFocusBack";

/** A drawer that is open as long as it is there. When it goes, the keyboard is where it was. */
export function SideDrawer(props: Omit<DrawerProps, "open">) {
  useFocusBack();
  return <Drawer open {...props} />;
}
